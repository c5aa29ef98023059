/// What back ends say to all users of the app, or to those with certain tags or attributes.
///
/// ```
/// Mailings --> mailing, mailing_round (who gets it) --> MailDelivery --> BackEndMessages --> log
/// ```
///
/// Who gets a mailing is decided when it is made, in one statement; then a node delivers it, round by round. The
/// messages have IDs that do not depend on when and where they are sent, so that the log takes each once, however often
/// a round is repeated.
///
/// Tables: `account_tag`, `attribute_name`, `account_attribute` (what back ends know users by), `mailing` (what is
/// said), `mailing_round` (to whom it is still to be said).
@NullMarked
package im.parley.server.mailing;

import org.jspecify.annotations.NullMarked;
