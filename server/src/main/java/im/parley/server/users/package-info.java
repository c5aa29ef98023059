/// Accounts and what users tell about themselves. Table `account`: one row per userID, made by the first
/// login or by an import; `tiny_id` is the number that everything else refers to.
@NullMarked
package im.parley.server.users;

import org.jspecify.annotations.NullMarked;
