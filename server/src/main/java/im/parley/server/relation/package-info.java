/// What users are to each other: friends, on a blacklist, followers.
///
/// Tables, all by account number: `relation_head` (one row per user: versions of the lists, friend groups,
/// counts of followers), `friend` (one row per name on a list), `friend_application`, `blacklist`,
/// `follow`.
///
/// Every change runs in one transaction that first locks the heads of all users it concerns, in the order
/// of their numbers ([Relations]): whatever two users do to each other at once happens one after the other.
/// The same transaction raises the versions of the lists that changed, and clients that missed a push see
/// by the version that they did.
@NullMarked
package im.parley.server.relation;

import org.jspecify.annotations.NullMarked;
