package im.parley.server.users;

import im.parley.protocol.profile.Profile;

/// An account as it is stored, everything that a sign-in wants to know.
///
/// @param account number, name and what messages carry
/// @param sigValidFrom UserSigs issued before this second since 1970 are invalid
/// @param profile what the user tells, complete
/// @param isDeleted nobody has it: it is there for the messages that it sent
public record RegisteredAccount(Account account, long sigValidFrom, Profile profile, boolean isDeleted) {}
