/// Finding messages by what is in them.
///
/// ```
/// MessagePublisher ──changed──▶ Backlog ──▶ SearchIndexer (one thread)
///                                             ├──▶ search_cursor: how far each timeline was followed
///                                             └──▶ search_passage: folded texts, and their parts as lexemes
///                                                        ▲
/// SearchOperations ──▶ SearchService ──▶ SearchStore ────┘
///                                    └─▶ SearchTail ──▶ what the log has and the index has not yet
/// ```
///
/// The index follows behind the log, so that no send waits for it, and takes in several messages of a timeline at a
/// time, which costs the database a third of what they cost one by one. Searches read the end of the log
/// themselves: what is stored can be found. The cursors are written in the transaction
/// that writes the rows: whatever is killed, each message is indexed once. Parts of text are pairs of Chinese,
/// Japanese and Korean characters and triples of all others ([Grams]): they narrow down where a keyword can be;
/// whether it is there is then looked up in the folded text.
@NullMarked
package im.parley.server.search;

import org.jspecify.annotations.NullMarked;
