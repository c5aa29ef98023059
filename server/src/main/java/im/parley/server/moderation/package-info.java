/// What messages may say: words that are not allowed, and providers that look at texts and files.
///
/// ```
/// message.UserSends ───────────┐ (event loop)           ┌─ WordList: at once
/// message.MessageModification ─┴→ Moderation ── Rules ──┤
///                                                       └─ Reviews → Reviewer (HTTP):
///                                                          ReviewService, OpenAiModeration
/// OpenReviews: what went out without a verdict, and nobody asks about any more
/// ```
///
/// A message whose review takes longer than a send may wait goes out with a flag in its row of `message`, in the
/// same statement: no verdict is forgotten, whichever node dies. Table `moderation_lease`: which node looks after
/// those.
@NullMarked
package im.parley.server.moderation;

import org.jspecify.annotations.NullMarked;
