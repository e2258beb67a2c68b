CREATE TABLE "events" ( -- Events in the world: what all reports of each come to.
  "id" TEXT NOT NULL, -- The canonical id. It stays for ever: ids that are given up stand in `retired`.
  "type" TEXT NOT NULL, -- What was done: a type of the codebook.
  "summary" TEXT NOT NULL, -- One sentence, from the leading report: the earliest that is not background.
  "edtf" TEXT NOT NULL, -- When it happened, or began: the days that all reports allow; if none, the span of the finest. As written, in EDTF.
  "start" TEXT, -- When it happened, or began: the days that all reports allow; if none, the span of the finest. The first day it may stand for; empty where it is open.
  "end" TEXT, -- When it happened, or began: the days that all reports allow; if none, the span of the finest. The last day it may stand for; empty where it is open.
  "precision" TEXT NOT NULL, -- When it happened, or began: the days that all reports allow; if none, the span of the finest. How coarse it is: day, month, year or interval.
  "until_edtf" TEXT, -- When it ended, settled as `date` is. As written, in EDTF.
  "until_start" TEXT, -- When it ended, settled as `date` is. The first day it may stand for; empty where it is open.
  "until_end" TEXT, -- When it ended, settled as `date` is. The last day it may stand for; empty where it is open.
  "until_precision" TEXT, -- When it ended, settled as `date` is. How coarse it is: day, month, year or interval.
  "place" TEXT, -- Where it happened: the most precise of compatible places, else the smallest that holds all.
  "place_precision" TEXT, -- How exactly the text places the event; by default as exactly as the registered place.
  "status" TEXT NOT NULL, -- Whether it took place, by the strongest claim that a source asserts or reports.
  "background" INTEGER NOT NULL CHECK ("background" IN (0, 1)), -- Whether all its reports tell it as history or context.
  "n_articles" INTEGER NOT NULL, -- In how many articles it is reported.
  "n_independent" INTEGER NOT NULL, -- How many of these are independent: those that share a publisher, or an agency or medium that they credit, count once.
  "first_reported_edtf" TEXT NOT NULL, -- When the first of its articles was published. As written, in EDTF.
  "first_reported_start" TEXT, -- When the first of its articles was published. The first day it may stand for; empty where it is open.
  "first_reported_end" TEXT, -- When the first of its articles was published. The last day it may stand for; empty where it is open.
  "first_reported_precision" TEXT NOT NULL, -- When the first of its articles was published. How coarse it is: day, month, year or interval.
  "last_reported_edtf" TEXT NOT NULL, -- When the last of its articles was published. As written, in EDTF.
  "last_reported_start" TEXT, -- When the last of its articles was published. The first day it may stand for; empty where it is open.
  "last_reported_end" TEXT, -- When the last of its articles was published. The last day it may stand for; empty where it is open.
  "last_reported_precision" TEXT NOT NULL, -- When the last of its articles was published. How coarse it is: day, month, year or interval.
  "reports" TEXT, -- The ids of its reports.
  PRIMARY KEY ("id"),
  FOREIGN KEY ("place") REFERENCES "places" ("id")
);
CREATE TABLE "participants" ( -- Who took part in an event, by any report: each actor once for each part.
  "event" TEXT NOT NULL, -- The id of the event.
  "actor" TEXT NOT NULL, -- The actor's id.
  "part" TEXT NOT NULL, -- The role played, or the field in which reports name the actor: `by`, `to`, `parties`.
  "office" TEXT, -- The office held then, by the first report that tells it.
  "reports" TEXT, -- The ids of the reports that name the actor so.
  PRIMARY KEY ("event", "part", "actor"),
  FOREIGN KEY ("event") REFERENCES "events" ("id"),
  FOREIGN KEY ("actor") REFERENCES "actors" ("id")
);
CREATE TABLE "relations" ( -- How an event stands to another, and the reports that say so.
  "event" TEXT NOT NULL, -- The id of the event.
  "relation" TEXT NOT NULL, -- The kind of relation, read from this event to the other.
  "other" TEXT NOT NULL, -- The other canonical event.
  "reports" TEXT, -- The ids of the reports that state it.
  PRIMARY KEY ("event", "relation", "other"),
  FOREIGN KEY ("event") REFERENCES "events" ("id"),
  FOREIGN KEY ("other") REFERENCES "events" ("id")
);
CREATE TABLE "voices" ( -- Who says what of whether an event took place, denials and doubts included.
  "event" TEXT NOT NULL, -- The id of the event.
  "source" TEXT NOT NULL, -- Who speaks.
  "stance" TEXT NOT NULL, -- What the source does with the claim: assert, report, deny or doubt it.
  "status" TEXT NOT NULL, -- The claim: whether it took place.
  "reports" TEXT, -- The ids of the reports that tell it.
  PRIMARY KEY ("event", "source", "stance", "status"),
  FOREIGN KEY ("event") REFERENCES "events" ("id"),
  FOREIGN KEY ("source") REFERENCES "actors" ("id")
);
CREATE TABLE "contests" ( -- Fields on which the reports of an event disagree: one row for each of the values given.
  "event" TEXT NOT NULL, -- The id of the event.
  "field" TEXT NOT NULL, -- The field.
  "value" TEXT NOT NULL, -- The value as text: a word, an id, an EDTF date, a figure, `10..12` for bounds, `500 USD`.
  "reports" TEXT, -- The ids of the reports that give it.
  PRIMARY KEY ("event", "field", "value"),
  FOREIGN KEY ("event") REFERENCES "events" ("id")
);
CREATE TABLE "event_fields" ( -- What only some types have (`kind`, `level`, `topics`), settled: one row for each value.
  "event" TEXT NOT NULL, -- The id of the event.
  "field" TEXT NOT NULL, -- The field: `kind`, `value.amount`, `deadline.start`.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "value" TEXT NOT NULL, -- The value, spelt as in JSON: `true`, `3`, `2025-11-01`.
  "integer" INTEGER, -- The value where it is a number.
  PRIMARY KEY ("event", "field", "position"),
  FOREIGN KEY ("event") REFERENCES "events" ("id")
);
CREATE TABLE "reports" ( -- Events as one article reports them, as their annotators wrote them.
  "id" TEXT NOT NULL, -- The report's id: `article.event`.
  "canonical" TEXT NOT NULL, -- The id of the canonical event.
  "article" TEXT NOT NULL, -- The id of the article.
  "type" TEXT NOT NULL, -- What was done.
  "edtf" TEXT NOT NULL, -- When it happened, or began where `until` is given: an EDTF date or interval. As written, in EDTF.
  "start" TEXT, -- When it happened, or began where `until` is given: an EDTF date or interval. The first day it may stand for; empty where it is open.
  "end" TEXT, -- When it happened, or began where `until` is given: an EDTF date or interval. The last day it may stand for; empty where it is open.
  "precision" TEXT NOT NULL, -- When it happened, or began where `until` is given: an EDTF date or interval. How coarse it is: day, month, year or interval.
  "date_basis" TEXT NOT NULL, -- How you came to the date.
  "until_edtf" TEXT, -- When it ended, for what lasted. As written, in EDTF.
  "until_start" TEXT, -- When it ended, for what lasted. The first day it may stand for; empty where it is open.
  "until_end" TEXT, -- When it ended, for what lasted. The last day it may stand for; empty where it is open.
  "until_precision" TEXT, -- When it ended, for what lasted. How coarse it is: day, month, year or interval.
  "place" TEXT, -- Where it happened.
  "place_precision" TEXT, -- How exactly the text places the event; by default as exactly as the registered place.
  "status" TEXT NOT NULL, -- Whether it took place, as far as the sources tell.
  "summary" TEXT NOT NULL, -- One sentence in your own words: what readers of the dataset see first.
  "certainty" TEXT, -- How sure you are of the coding.
  "background" INTEGER NOT NULL CHECK ("background" IN (0, 1)), -- Whether it is history or context in this article.
  "coded_by" TEXT, -- Who coded it.
  "coded_how" TEXT, -- How the coding came about.
  "coded_suggester" TEXT, -- Who, or what, suggested it.
  "note" TEXT, -- What a reader of the coding should know.
  PRIMARY KEY ("id"),
  FOREIGN KEY ("canonical") REFERENCES "events" ("id"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id"),
  FOREIGN KEY ("place") REFERENCES "places" ("id")
);
CREATE TABLE "report_participants" ( -- Who takes part by one report: the field that names the actor, and the role played.
  "report" TEXT NOT NULL, -- The id of the report.
  "field" TEXT NOT NULL, -- The field: `by`, `to`, `participants`.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "actor" TEXT NOT NULL, -- The actor's id in `names/actors.yaml`.
  "office" TEXT, -- The office held then, as the actor's entry lists it.
  "role" TEXT, -- The role played, in talks.
  PRIMARY KEY ("report", "field", "position"),
  FOREIGN KEY ("report") REFERENCES "reports" ("id"),
  FOREIGN KEY ("actor") REFERENCES "actors" ("id")
);
CREATE TABLE "report_fields" ( -- What only some types have (`kind`, `level`, `topics`): one row for each value.
  "report" TEXT NOT NULL, -- The id of the report.
  "field" TEXT NOT NULL, -- The field: `kind`, `value.amount`, `deadline.start`.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "value" TEXT NOT NULL, -- The value, spelt as in JSON: `true`, `3`, `2025-11-01`.
  "integer" INTEGER, -- The value where it is a number.
  PRIMARY KEY ("report", "field", "position"),
  FOREIGN KEY ("report") REFERENCES "reports" ("id")
);
CREATE TABLE "attributions" ( -- Who says that the event took place; a report without any is the article's own voice.
  "report" TEXT NOT NULL, -- The id of the report.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "source" TEXT NOT NULL, -- Whose claim it is.
  "via" TEXT, -- Through whom the article has it, nearest to the source first.
  "stance" TEXT NOT NULL, -- What the source does with the claim.
  PRIMARY KEY ("report", "position"),
  FOREIGN KEY ("report") REFERENCES "reports" ("id"),
  FOREIGN KEY ("source") REFERENCES "actors" ("id")
);
CREATE TABLE "evidence" ( -- The passages that show a report: short quotes, never the text of an article.
  "report" TEXT NOT NULL, -- The id of the report.
  "field" TEXT NOT NULL, -- The field that it shows: `event`, `date`, `participants.1`.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "quote" TEXT NOT NULL, -- The words as printed, or `first words … last words`; `\…` for an ellipsis that is in the text.
  "start_offset" INTEGER, -- Its start in the article's text, in code points from 0.
  "end_offset" INTEGER, -- Its end in the article's text, in code points; not included.
  "text_sha256" TEXT, -- SHA-256 of the text that the offsets count in.
  "link" TEXT, -- The address that scrolls to it, where the article has one.
  "outcome" TEXT, -- Whether the passage was found in the article's text; absent where that is not known.
  "support" TEXT, -- Whether the passage shows the value that it is given for; absent where that is not known.
  PRIMARY KEY ("report", "field", "position"),
  FOREIGN KEY ("report") REFERENCES "reports" ("id")
);
CREATE TABLE "articles" ( -- The articles that were annotated.
  "id" TEXT NOT NULL, -- The same as the file's name without `.yaml`.
  "publisher" TEXT NOT NULL, -- Who published it: an id in `names/actors.yaml`.
  "headline" TEXT, -- The headline, as printed.
  "url" TEXT, -- Where it can be read.
  "published_edtf" TEXT NOT NULL, -- The day it was published, or an interval where the text does not tell. As written, in EDTF.
  "published_start" TEXT, -- The day it was published, or an interval where the text does not tell. The first day it may stand for; empty where it is open.
  "published_end" TEXT, -- The day it was published, or an interval where the text does not tell. The last day it may stand for; empty where it is open.
  "published_precision" TEXT NOT NULL, -- The day it was published, or an interval where the text does not tell. How coarse it is: day, month, year or interval.
  "language" TEXT NOT NULL, -- The language of the text.
  "via" TEXT, -- The agencies or media that the article itself credits.
  "text_sha256" TEXT, -- SHA-256 of the text in UTF-8, after NFC and with line feeds as line ends.
  "text_length" INTEGER, -- The text's length in code points.
  "note" TEXT, -- What a reader should know about the source or its date.
  "annotation_annotators" TEXT, -- Who wrote it: ids in `names/annotators.yaml`.
  "annotation_reviewed_by" TEXT, -- Who reviewed it.
  "annotation_method" TEXT NOT NULL, -- How it came about.
  "annotation_status" TEXT NOT NULL, -- How far it has come.
  "notes" TEXT, -- Questions and remarks; they travel into the dataset.
  PRIMARY KEY ("id"),
  FOREIGN KEY ("publisher") REFERENCES "actors" ("id")
);
CREATE TABLE "actors" ( -- Who acts, speaks and reports.
  "id" TEXT NOT NULL, -- The id.
  "kind" TEXT NOT NULL, -- What sort of actor it is.
  "name" TEXT NOT NULL, -- The name used in the dataset.
  "demonyms" TEXT, -- For a state: its adjectives and its people: `South Korean`.
  "country" TEXT, -- For a state: its ISO 3166-1 alpha-2 code.
  "of" TEXT, -- The state or body it belongs to.
  "note" TEXT, -- What tells it from others of a like name.
  PRIMARY KEY ("id"),
  FOREIGN KEY ("of") REFERENCES "actors" ("id")
);
CREATE TABLE "actor_aliases" ( -- Other spellings of actors, as articles print them.
  "actor" TEXT NOT NULL, -- The id of the actor.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "name" TEXT NOT NULL, -- The spelling, exactly as printed.
  "short" INTEGER NOT NULL CHECK ("short" IN (0, 1)), -- Whether others share it, as a family name.
  "metonym" INTEGER NOT NULL CHECK ("metonym" IN (0, 1)), -- Whether it names something that stands for it: a capital.
  PRIMARY KEY ("actor", "position"),
  FOREIGN KEY ("actor") REFERENCES "actors" ("id")
);
CREATE TABLE "offices" ( -- The offices that a person holds or held.
  "actor" TEXT NOT NULL, -- The id of the actor.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "office" TEXT NOT NULL, -- The office's id, as events name it: `president`, `foreign-minister`.
  "title" TEXT, -- The title as it is usually printed.
  "of" TEXT, -- The state or body in which it is held.
  "leader" INTEGER NOT NULL CHECK ("leader" IN (0, 1)), -- Whether its holder is a head of state or government.
  "since_edtf" TEXT, -- When it was taken up, where a text tells. As written, in EDTF.
  "since_start" TEXT, -- When it was taken up, where a text tells. The first day it may stand for; empty where it is open.
  "since_end" TEXT, -- When it was taken up, where a text tells. The last day it may stand for; empty where it is open.
  "since_precision" TEXT, -- When it was taken up, where a text tells. How coarse it is: day, month, year or interval.
  "until_edtf" TEXT, -- When it ended, where a text tells. As written, in EDTF.
  "until_start" TEXT, -- When it ended, where a text tells. The first day it may stand for; empty where it is open.
  "until_end" TEXT, -- When it ended, where a text tells. The last day it may stand for; empty where it is open.
  "until_precision" TEXT, -- When it ended, where a text tells. How coarse it is: day, month, year or interval.
  PRIMARY KEY ("actor", "position"),
  FOREIGN KEY ("actor") REFERENCES "actors" ("id"),
  FOREIGN KEY ("of") REFERENCES "actors" ("id")
);
CREATE TABLE "places" ( -- Where events happen.
  "id" TEXT NOT NULL, -- The id.
  "name" TEXT NOT NULL, -- The name used in the dataset.
  "precision" TEXT NOT NULL, -- What sort of place it is.
  "country" TEXT, -- The ISO 3166-1 alpha-2 code of the country it lies in.
  "within" TEXT, -- The next larger registered place.
  "geonames" INTEGER, -- Its GeoNames id.
  "note" TEXT, -- What tells it from others of a like name.
  PRIMARY KEY ("id"),
  FOREIGN KEY ("within") REFERENCES "places" ("id")
);
CREATE TABLE "place_aliases" ( -- Other spellings of places, as articles print them.
  "place" TEXT NOT NULL, -- The id of the place.
  "position" INTEGER NOT NULL, -- The place in the list, from 0; 0 where there is no list.
  "name" TEXT NOT NULL, -- The spelling, exactly as printed.
  "short" INTEGER NOT NULL CHECK ("short" IN (0, 1)), -- Whether others share it, as a family name.
  "metonym" INTEGER NOT NULL CHECK ("metonym" IN (0, 1)), -- Whether it names something that stands for it: a capital.
  PRIMARY KEY ("place", "position"),
  FOREIGN KEY ("place") REFERENCES "places" ("id")
);
CREATE TABLE "topics" ( -- What talks, statements and texts are about.
  "id" TEXT NOT NULL, -- The id.
  "name" TEXT NOT NULL, -- The name used in the dataset.
  "description" TEXT, -- What it covers and what not.
  PRIMARY KEY ("id")
);
CREATE TABLE "retired" ( -- Canonical ids that were published once and are no more.
  "id" TEXT NOT NULL, -- The canonical id that was published once and is no more.
  "reason" TEXT NOT NULL, -- Why it was given up.
  "replaced_by" TEXT, -- The ids that take its place.
  "since_edtf" TEXT, -- When it was given up. As written, in EDTF.
  "since_start" TEXT, -- When it was given up. The first day it may stand for; empty where it is open.
  "since_end" TEXT, -- When it was given up. The last day it may stand for; empty where it is open.
  "since_precision" TEXT, -- When it was given up. How coarse it is: day, month, year or interval.
  PRIMARY KEY ("id")
);
CREATE INDEX "events_place" ON "events" ("place");
CREATE INDEX "events_type" ON "events" ("type");
CREATE INDEX "events_start" ON "events" ("start");
CREATE INDEX "participants_actor" ON "participants" ("actor");
CREATE INDEX "relations_other" ON "relations" ("other");
CREATE INDEX "voices_source" ON "voices" ("source");
CREATE INDEX "contests_field" ON "contests" ("field");
CREATE INDEX "event_fields_field" ON "event_fields" ("field");
CREATE INDEX "reports_canonical" ON "reports" ("canonical");
CREATE INDEX "reports_article" ON "reports" ("article");
CREATE INDEX "reports_place" ON "reports" ("place");
CREATE INDEX "reports_type" ON "reports" ("type");
CREATE INDEX "reports_start" ON "reports" ("start");
CREATE INDEX "report_participants_actor" ON "report_participants" ("actor");
CREATE INDEX "report_participants_field" ON "report_participants" ("field");
CREATE INDEX "report_fields_field" ON "report_fields" ("field");
CREATE INDEX "attributions_source" ON "attributions" ("source");
CREATE INDEX "evidence_field" ON "evidence" ("field");
CREATE INDEX "articles_publisher" ON "articles" ("publisher");
CREATE INDEX "actors_of" ON "actors" ("of");
CREATE INDEX "offices_of" ON "offices" ("of");
CREATE INDEX "places_within" ON "places" ("within");
CREATE VIRTUAL TABLE "events_fts" USING fts5("summary", content="events", tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE "reports_fts" USING fts5("summary", "note", content="reports", tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE "articles_fts" USING fts5("headline", content="articles", tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE "actors_fts" USING fts5("name", content="actors", tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE "places_fts" USING fts5("name", content="places", tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE "topics_fts" USING fts5("name", content="topics", tokenize='unicode61 remove_diacritics 2');
