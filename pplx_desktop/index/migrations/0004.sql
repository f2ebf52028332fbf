-- Words are cut otherwise: marks belong to the letter that they stand on, and scripts without spaces are written in pieces
-- that overlap (see rewriting.py). What was held as words is made anew from the text by `remake.py`, in this transaction.
DROP TABLE chunk_words;
CREATE VIRTUAL TABLE chunk_words USING fts5 (
    text, heading, title, content = '', tokenize = 'porter unicode61 remove_diacritics 2 categories ''L* N* Co M*'''
);
INSERT INTO chunk_words (chunk_words, rank) VALUES ('secure-delete', 1);
DROP TABLE file_names;
CREATE VIRTUAL TABLE file_names USING fts5 (
    name, folder, tokenize = 'porter unicode61 remove_diacritics 2 categories ''L* N* Co M*'''
);
INSERT INTO file_names (file_names, rank) VALUES ('secure-delete', 1);

-- A copy of the bits in memory is brought up to date from what changed; values for rescoring may be left out.
ALTER TABLE generations ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;
CREATE TABLE vector_blocks (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    PRIMARY KEY (generation_id, block)
) STRICT, WITHOUT ROWID;
-- Number 0 says nothing of which index it is; so the blocks that are there have another one, at block 0.
UPDATE generations SET stamp = random();
INSERT INTO vector_blocks (generation_id, block, stamp) SELECT id, 0, random() FROM generations;
ALTER TABLE embedded ADD COLUMN sized INTEGER NOT NULL DEFAULT 1;
INSERT INTO counters (name, value) VALUES ('sized', 1);

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
