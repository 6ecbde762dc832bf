-- The runtime reads its statements from this table, by keys and with parameter names that are the same for every database.
CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
);
