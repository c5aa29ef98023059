package im.parley.server.group;

import im.parley.protocol.MessageId;
import im.parley.server.message.SystemAccount;
import java.util.List;

/// A row of `group_application`.
///
/// @param tinyID who is to come in
/// @param applicant who asked for it
/// @param appliedAt milliseconds since 1970
/// @param told who got a notice of it
record Application(
        long group,
        long id,
        Kind kind,
        long tinyID,
        long applicant,
        String note,
        String authentication,
        long appliedAt,
        List<Long> told) {
    private static final long MILLIS = 1000;
    private static final long MAX_RANDOM = 0xffff_ffffL;

    /// Who asked.
    enum Kind {
        /// Who wants in.
        JOIN(0, 1),
        /// A member who may not take users in without asking.
        INVITATION(2, 23);

        private final int number;
        private final int notice;

        Kind(int number, int notice) {
            this.number = number;
            this.notice = notice;
        }

        /// On the wire and in the table.
        int number() {
            return number;
        }

        /// The operation of the notice that tells managers of it.
        int notice() {
            return notice;
        }

        static Kind of(int number) {
            return number == JOIN.number ? JOIN : INVITATION;
        }
    }

    String key() {
        return Long.toString(id);
    }

    /// The ID of the notice that tells of it, at everybody who is told.
    MessageId notice() {
        return new MessageId(SystemAccount.TINY_ID, appliedAt / MILLIS, id & MAX_RANDOM);
    }
}
