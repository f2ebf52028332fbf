-- Values of new generations are kept more finely. Those that are there have two bits beside the sign until they are made anew.
ALTER TABLE generations ADD COLUMN size_bits INTEGER NOT NULL DEFAULT 2;

-- Text is packed in frames, of which a passage needs few: upkeep packs anew what is there.
UPDATE counters SET value = 0 WHERE name = 'text_packed';
