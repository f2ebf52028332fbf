-- What is embedded once is not embedded again.

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
