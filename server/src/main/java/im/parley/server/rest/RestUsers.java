package im.parley.server.rest;

import im.parley.protocol.ErrorCode;
import im.parley.server.message.SystemAccount;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The users whom commands name, and the administrator who calls.
///
/// @param admin userID of the administrator
public record RestUsers(Accounts accounts, String admin) {
    /// In whose name the call is made.
    ///
    /// @param userID null: the administrator's
    /// @param unknown thrown where there is no such account
    Account sender(@Nullable String userID, ErrorCode unknown) {
        return userID == null
                ? accounts.getOrCreate(admin)
                : find(userID).orElseThrow(() -> unknown.because("there is no account \"" + userID + '"'));
    }

    /// A user's account; the system's is nobody's.
    Optional<Account> find(String userID) {
        return accounts.find(userID).filter(found -> found.tinyID() != SystemAccount.TINY_ID);
    }

    /// Who calls: the account is made with the first call.
    Administrator administrator() {
        return new Administrator(accounts.getOrCreate(admin).tinyID(), admin);
    }

    /// Who calls, in the name of a user.
    Administrator inNameOf(Account user) {
        return new Administrator(user.tinyID(), user.userID(), admin);
    }
}
