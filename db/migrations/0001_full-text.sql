CREATE VIRTUAL TABLE contactSearch USING fts5(document, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0");
--> statement-breakpoint
CREATE VIRTUAL TABLE entrySearch USING fts5(document, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");
