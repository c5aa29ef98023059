package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the commands of service `sns` have in common.
final class Sns {
    static final String SERVICE = "sns";
    static final ErrorCode BAD_PARAMETER = ErrorCode.FRIEND_INVALID_PARAMETERS;

    /// The service's own code; clients know it by another.
    static final int NOT_FRIENDS = 31704;

    private Sns() {}

    /// @param errorDisplay what a user may be shown of a failure: nothing
    record Done(String errorDisplay) {
        static final Done DONE = new Done("");
    }

    record Result(@JsonProperty("To_Account") String toAccount, int resultCode, String resultInfo) {}

    /// @param failAccount those for whom nothing was done; null: there are none
    record Results(
            List<Result> resultItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {
        /// @param userIDs all that the call was about
        /// @param failures those of them that did not go well
        static Results of(Collection<String> userIDs, List<UserFailure> failures) {
            var byUser = failures.stream()
                    .collect(Collectors.toMap(UserFailure::userID, Function.identity(), (first, other) -> first));
            var results = new ArrayList<Result>();
            var failed = new ArrayList<String>();
            for (var userID : userIDs.stream().distinct().toList()) {
                var failure = byUser.get(userID);
                results.add(
                        failure == null
                                ? new Result(userID, 0, "")
                                : new Result(userID, number(failure.code()), failure.message()));
                if (failure != null && failure.code() != ErrorCode.FRIEND_NEEDS_CONFIRMATION.number()) {
                    failed.add(userID);
                }
            }
            return new Results(results, failed.isEmpty() ? null : failed, "");
        }
    }

    private static int number(int code) {
        return code == ErrorCode.NOT_MY_FRIEND.number() ? NOT_FRIENDS : code;
    }

    /// An element of a list that names the user whom it is about.
    interface About {
        @Nullable
        String toAccount();

        /// @throws ChatException [#BAD_PARAMETER]
        default String userID() {
            return Check.userID("To_Account", toAccount(), BAD_PARAMETER);
        }
    }

    /// What each element says; of the wrong ones there is a failure.
    static <I extends About, T> List<T> read(List<I> items, Function<I, T> read, List<UserFailure> failures) {
        var all = new ArrayList<T>();
        for (var item : items) {
            try {
                all.add(read.apply(item));
            } catch (ChatException refused) {
                failures.add(failure(item.userID(), refused));
            }
        }
        return all;
    }

    static UserFailure failure(String userID, ChatException why) {
        return new UserFailure(userID, why.code(), String.valueOf(why.getMessage()));
    }

    /// The elements of a list, each about somebody.
    static <I extends About> List<I> items(String field, @Nullable List<I> items, int most) {
        var all = Check.list(field, items, most, BAD_PARAMETER);
        all.forEach(About::userID);
        return all;
    }

    /// `To_Account` as a list of userIDs, each once.
    static List<String> users(@Nullable List<String> userIDs, int most) {
        var all = Check.list("To_Account", userIDs, most, BAD_PARAMETER);
        all.forEach(userID -> Check.userID("an element of To_Account", userID, BAD_PARAMETER));
        return all.stream().distinct().toList();
    }

    /// The user of `From_Account`.
    static Account user(RestUsers users, @Nullable String from) {
        var userID = Check.present("From_Account", from, BAD_PARAMETER);
        return users.find(userID)
                .orElseThrow(
                        () -> ErrorCode.FRIEND_ACCOUNT_NOT_FOUND.because("there is no account " + Check.quote(userID)));
    }

    /// Who calls, in the name of the user of `From_Account`.
    static Administrator inNameOf(RestUsers users, @Nullable String from) {
        return users.inNameOf(user(users, from));
    }

    /// Where a page begins; absent: at the first element.
    static int start(@Nullable Integer index) {
        Check.that(index == null || index >= 0, "StartIndex", index, "0 or more", BAD_PARAMETER);
        return index == null ? 0 : index;
    }

    /// Which of two ways a request names; absent: the first one.
    ///
    /// @return whether it is `other`
    static boolean isOther(String field, @Nullable String value, String one, String other) {
        var isOther = other.equals(value);
        Check.that(value == null || value.equals(one) || isOther, field, value, one + " or " + other, BAD_PARAMETER);
        return isOther;
    }
}
