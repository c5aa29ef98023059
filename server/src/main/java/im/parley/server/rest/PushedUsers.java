package im.parley.server.rest;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.server.mailing.MailingError;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The users whom commands of service `all_member_push` name, and what these say of them.
final class PushedUsers {
    private static final int MAX = 100;

    private PushedUsers() {}

    /// What is said of one user.
    interface About {
        @Nullable
        String toAccount();
    }

    /// The users of `To_Account`, each once.
    static List<Account> all(RestUsers users, @Nullable List<String> userIDs) {
        checkCount("To_Account", userIDs);
        return find(users, userIDs == null ? List.of() : userIDs);
    }

    /// What is said of each user.
    ///
    /// @param both what is said twice, as one
    static <I extends About, T> Map<Account, T> of(
            RestUsers users, String field, @Nullable List<I> items, Function<I, T> read, BinaryOperator<T> both) {
        checkCount(field, items);
        var said = new LinkedHashMap<String, T>();
        for (var item : items == null ? List.<I>of() : items) {
            if (item == null) {
                throw ErrorCode.REST_TO_ACCOUNT_MISSING.because("an element of " + field + " is missing");
            }
            said.merge(present(item.toAccount()), read.apply(item), both);
        }
        var byAccount = new LinkedHashMap<Account, T>();
        find(users, said.keySet())
                .forEach(user -> byAccount.put(user, Objects.requireNonNull(said.get(user.userID()))));
        return byAccount;
    }

    private static void checkCount(String field, @Nullable List<?> given) {
        if (given == null || given.isEmpty()) {
            throw ErrorCode.REST_TO_ACCOUNT_MISSING.because(
                    field + " is missing or empty, expected 1 to " + MAX + " users");
        }
        if (given.size() > MAX) {
            throw MailingError.TOO_MANY_ACCOUNTS.because(
                    field + " has " + given.size() + " elements, expected at most " + MAX);
        }
    }

    private static List<Account> find(RestUsers users, Iterable<String> userIDs) {
        var wanted = new LinkedHashSet<String>();
        userIDs.forEach(userID -> wanted.add(present(userID)));
        users.accounts().load(wanted); // one query for all
        var found = new ArrayList<Account>();
        for (var userID : wanted) {
            found.add(users.find(userID)
                    .orElseThrow(
                            () -> MailingError.ACCOUNT_UNKNOWN.because("there is no account " + Check.quote(userID))));
        }
        return found;
    }

    private static String present(@Nullable String userID) {
        return Check.present("To_Account", userID, ErrorCode.REST_TO_ACCOUNT_MISSING);
    }

    /// One tag or more.
    static List<String> tags(String field, @Nullable List<String> given) {
        if (given == null || given.isEmpty() || given.contains(null)) {
            throw MailingError.EMPTY_TAG.because(field + " is " + given + ", expected a tag or more");
        }
        return given;
    }

    /// Values by name, one or more.
    static Map<String, String> attributes(String field, @Nullable Map<String, String> given) {
        if (given == null || given.isEmpty() || given.containsValue(null)) {
            throw MailingError.BAD_ATTRIBUTE.because(field + " is " + given + ", expected an attribute or more");
        }
        return given;
    }
}
