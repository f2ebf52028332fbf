-- The index as it stands now, whole. Tables that belong to a model's generation are made when one is added
-- (see vectors.py). A change here needs a migration of the same effect; a test compares the two.

-- A folder's path and a file's name are bytes as the system gives them (os.fsencode).
CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE
) STRICT;

-- One row for each set of bytes that was read, however many files hold it.
-- Ids are never used again: codes that arrive late cannot meet another document.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_hash BLOB NOT NULL UNIQUE,
    extractor_version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    chars INTEGER NOT NULL,
    pages INTEGER,
    warnings TEXT NOT NULL,
    chunk_count INTEGER NOT NULL
) STRICT;

-- device and inode as decimal text: 64 unsigned bits and more, which INTEGER does not hold.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    folder_id INTEGER NOT NULL REFERENCES folders (id),
    name BLOB NOT NULL,
    suffix TEXT NOT NULL,
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'indexed', 'skipped', 'failed')),
    reason TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    extractor_version INTEGER NOT NULL DEFAULT 0,
    document_id INTEGER REFERENCES documents (id),
    UNIQUE (folder_id, name),
    CHECK (state <> 'indexed' OR document_id IS NOT NULL)
) STRICT;
CREATE INDEX files_by_document ON files (document_id);

-- A document's text, compressed, in parts of a fixed number of characters; and its blocks, compressed.
CREATE TABLE text_parts (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT;
CREATE TABLE document_blocks (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    data BLOB NOT NULL
) STRICT;

-- Character offsets into the document's text. Ids are never used again, and those of a document follow each other.
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    UNIQUE (document_id, ordinal)
) STRICT;

-- rowid is the chunk's id. Contentless: rows are deleted by giving the old text again, which lets secure-delete
-- take the words out of the file; contentless_delete would only mark them.
CREATE VIRTUAL TABLE chunk_words USING fts5 (
    text, heading, title, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO chunk_words (chunk_words, rank) VALUES ('secure-delete', 1);

-- rowid is the file's id. The words of the name and of the folders next to it.
CREATE VIRTUAL TABLE file_names USING fts5 (
    name, folder, tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO file_names (file_names, rank) VALUES ('secure-delete', 1);

-- What a set of vectors was made by. Each generation has the tables vectors_<id> and codes_<id>.
CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    dims INTEGER NOT NULL
) STRICT;

-- A row here means: all chunks of the document have their vectors in the generation. No row: none has.
CREATE TABLE embedded (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    chunk_count INTEGER NOT NULL,
    PRIMARY KEY (generation_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX embedded_by_document ON embedded (document_id);

-- What the codes of a stretch of chunks were made from: `key` is a hash of all that the model read for them, `chunk_id`
-- the first chunk. A stretch with a known key is not embedded again, whichever document it stands in.
CREATE TABLE stretches (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    key INTEGER NOT NULL,
    chunk_id INTEGER NOT NULL REFERENCES chunks (id) ON DELETE CASCADE,
    PRIMARY KEY (generation_id, key, chunk_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stretches_by_chunk ON stretches (chunk_id);

-- Codes of stretches for documents that wait for their vectors: of the version that was replaced, and of what is done
-- of a large one. A row goes when the file's document has all its vectors, and with the file.
CREATE TABLE kept_codes (
    id INTEGER PRIMARY KEY,
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    key INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    bits BLOB NOT NULL,
    int8 BLOB NOT NULL,
    UNIQUE (generation_id, key, file_id)
) STRICT;
CREATE INDEX kept_codes_by_file ON kept_codes (file_id);
