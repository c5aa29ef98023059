package im.parley.server.relation;

import java.util.List;

/// Two users, whoever is named first.
///
/// @param low the smaller account number
record PairOfUsers(long low, long high) {
    static PairOfUsers of(long one, long other) {
        return new PairOfUsers(Math.min(one, other), Math.max(one, other));
    }

    List<Long> users() {
        return List.of(low, high);
    }
}
