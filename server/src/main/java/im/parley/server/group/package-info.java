/// Groups: their profiles, members and what members may do, which [GroupPolicy] and [GroupType] say in
/// tables.
///
/// What changes a group goes through [GroupChanges]: one transaction that holds the lock of the group's
/// timeline, with the tip that tells of it in the log, and afterwards the signals and pushes. The log asks
/// [Groups] who may write, and stores a message only under the version of the group that it was asked about.
///
/// An app's back end may be asked before it, by [GroupQuestions], and told after it, by [GroupReports].
@NullMarked
package im.parley.server.group;

import org.jspecify.annotations.NullMarked;
