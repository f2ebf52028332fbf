-- The index as it stands now, whole. Tables that belong to a model's generation are made when one is added
-- (see vectors.py). What is packed is described in packing.py. A change here needs a migration of the same effect.

-- Numbers that only grow. Ids of chunks are never used again: codes that arrive late cannot meet another document.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('next_chunk', 1), ('words_written', 0), ('words_stirred', 0),
    ('words_merged', 0), ('text_packed', 0), ('sized', 1);

-- A folder's path and a file's name are bytes as the system gives them (os.fsencode). A stale folder cannot be read now:
-- what is known of its files is what was there last.
CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    stale INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row for each set of bytes that was read, however many files hold it. Its chunks are those from `first_chunk` on.
-- Ids are never used again: codes that arrive late cannot meet another document.
-- pictured_pages have text that is a picture and was not read; with_ocr says that recognising it was tried.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_hash BLOB NOT NULL UNIQUE,
    extractor_version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    chars INTEGER NOT NULL,
    pages INTEGER,
    warnings TEXT NOT NULL,
    first_chunk INTEGER NOT NULL,
    chunk_count INTEGER NOT NULL,
    pictured_pages INTEGER NOT NULL,
    with_ocr INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_by_chunk ON documents (first_chunk) WHERE chunk_count > 0;

-- device and inode as decimal text: 64 unsigned bits and more, which INTEGER does not hold. held_since: gone from the disk
-- together with many others, and kept until the user confirms it.
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
    held_since INTEGER,
    UNIQUE (folder_id, name),
    CHECK (state <> 'indexed' OR document_id IS NOT NULL)
) STRICT;
CREATE INDEX files_by_document ON files (document_id);

-- A document's text, compressed, in parts of a fixed number of characters.
CREATE TABLE text_parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (document_id, ordinal)
) STRICT;

-- Where a document's blocks and chunks begin and end, with pages and headings, packed.
CREATE TABLE places (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    blocks BLOB NOT NULL,
    chunks BLOB NOT NULL
) STRICT;

-- rowid is the chunk's id. What is put in is rewritten first (see rewriting.py). Contentless: rows are deleted by giving
-- the old text again, which lets secure-delete take the words out of the file; contentless_delete would only mark them.
CREATE VIRTUAL TABLE chunk_words USING fts5 (
    text, heading, title, content = '', tokenize = 'porter unicode61 remove_diacritics 2 categories ''L* N* Co M*'''
);
INSERT INTO chunk_words (chunk_words, rank) VALUES ('secure-delete', 1);

-- Lists of the chunks that hold words which many do, for each block of chunk ids that is full, beside FTS5, which needs
-- a microsecond for each row that it scores. Upkeep makes them, deletions change them (see common_words.py). The id is
-- that of the block, times 65,536, and a number in it. `chunks` says how many hold the word. The row without a word has
-- the lengths of the block's chunks, or nothing where lists are not worth it.
CREATE TABLE word_lists (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX word_lists_by_word ON word_lists (word, chunks);

-- rowid is the file's id. The words of the name and of the folders next to it.
CREATE VIRTUAL TABLE file_names USING fts5 (
    name, folder, tokenize = 'porter unicode61 remove_diacritics 2 categories ''L* N* Co M*'''
);
INSERT INTO file_names (file_names, rank) VALUES ('secure-delete', 1);

-- What a set of vectors was made by. Each generation has the tables vectors_<id> and codes_<id>. Of those with a role,
-- one is searched, one takes its place once it is complete, one stands in meanwhile; those without one are to be dropped.
-- size_bits: how finely its values are kept beside their signs.
CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    dims INTEGER NOT NULL,
    role TEXT NOT NULL DEFAULT '' CHECK (role IN ('', 'searched', 'next', 'first')),
    window_tokens INTEGER NOT NULL DEFAULT 0,
    stamp INTEGER NOT NULL DEFAULT 0,
    size_bits INTEGER NOT NULL DEFAULT 2
) STRICT;
CREATE UNIQUE INDEX generations_by_role ON generations (role) WHERE role <> '';

-- What changed in the bits of a generation: each change gives the generation, and the blocks of vec0 that it touches, the
-- same new random number. Who has a copy of them reads those again that have another number than in the copy. Blocks
-- without a row are as version 3 left them, and have the number of block 0, which vec0 never makes.
CREATE TABLE vector_blocks (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    PRIMARY KEY (generation_id, block)
) STRICT, WITHOUT ROWID;

-- A row here means: all chunks of the document have their vectors in the generation. No row: none has. `checksum` is that
-- of all bits, then all sizes, for SQLite's own check knows nothing of what is in a blob. Not `sized`: bits only.
CREATE TABLE embedded (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    chunk_count INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    sized INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (generation_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX embedded_by_document ON embedded (document_id);

-- What the codes of a document's stretches were made from: keys are hashes of all that the model read for them. A stretch
-- with a known key is not embedded again, whichever document it stands in. `part` is the lower half of a key. Stretches go
-- by their plan: a reference to documents would make SQLite read all of them for each document that goes.
CREATE TABLE plans (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    data BLOB NOT NULL,
    UNIQUE (document_id, generation_id)
) STRICT;
CREATE TABLE stretches (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    PRIMARY KEY (generation_id, part, document_id)
) STRICT, WITHOUT ROWID;

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

-- The user's folders as the last scan met them. device, inode and file_system tell whether it is the same folder still.
CREATE TABLE roots (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    file_system TEXT NOT NULL,
    watching TEXT NOT NULL CHECK (watching IN ('events', 'scans', 'missing', 'unreadable')),
    scanned_ns INTEGER NOT NULL,
    left_out_beyond INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a rule keeps out of the index, up to a limit for each root; left_out_beyond counts the others. A folder is one row.
CREATE TABLE left_out (
    root_id INTEGER NOT NULL REFERENCES roots (id) ON DELETE CASCADE,
    path BLOB NOT NULL,
    rule TEXT NOT NULL,
    is_folder INTEGER NOT NULL,
    PRIMARY KEY (root_id, path)
) STRICT, WITHOUT ROWID;

-- What people opened or found. `score` grows with each time and orders rows whatever the time is now (see interest.py).
CREATE TABLE interest (
    file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    score REAL NOT NULL
) STRICT;

-- Content that brought its reader down, by hash: not read again by the same extractors, whichever file holds it.
CREATE TABLE quarantine (
    content_hash BLOB PRIMARY KEY,
    extractor_version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
