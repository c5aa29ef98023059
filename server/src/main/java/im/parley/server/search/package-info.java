/// Finding messages by what is in them.
///
/// ```
/// MessagePublisher ──changed──▶ SearchIndexer ──▶ search_cursor    how far each timeline was followed
///                               (one thread)  ──▶ search_message   folded text and its parts, as lexemes
///                                                       ▲
/// SearchOperations ──▶ SearchService ──▶ SearchStore ───┘
/// ```
///
/// The index follows behind the log, so that no send waits for it. Its cursors are written in the transaction
/// that writes the rows: whatever is killed, each message is indexed once. Parts of text are pairs of Chinese,
/// Japanese and Korean characters and triples of all others ([Grams]): they narrow down where a keyword can be;
/// whether it is there is then looked up in the folded text.
@NullMarked
package im.parley.server.search;

import org.jspecify.annotations.NullMarked;
