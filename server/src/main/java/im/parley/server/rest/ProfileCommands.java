package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Service `profile`: users' profiles, field by field; see [ProfileTags].
final class ProfileCommands {
    private static final String SERVICE = "profile";

    private ProfileCommands() {}

    static void addTo(RestTable.Area<RestPeople> table) {
        table.on(SERVICE, "portrait_set", Change.class, ProfileCommands::set)
                .on(SERVICE, "portrait_get", Query.class, ProfileCommands::get);
    }

    record Item(@Nullable String tag, @Nullable JsonNode value) {}

    /// @param fromAccount whose profile to change
    record Change(
            @JsonProperty("From_Account") @Nullable String fromAccount,
            @Nullable List<Item> profileItem) {}

    /// @param errorDisplay what a user may be shown of a failure: nothing
    record Done(String errorDisplay) {}

    private static Done set(RestPeople area, Change request) {
        var userID = request.fromAccount();
        var items = request.profileItem();
        if (userID == null || items == null || items.isEmpty()) {
            throw ErrorCode.PROFILE_INVALID_PARAMETERS.because("From_Account or ProfileItem is missing or empty");
        }
        var account = area.users()
                .accounts()
                .find(userID)
                .orElseThrow(
                        () -> ErrorCode.PROFILE_ACCOUNT_NOT_FOUND.because("there is no account \"" + userID + '"'));
        area.profiles()
                .update(
                        area.users().administrator(),
                        account,
                        ProfileTags.change(items, ProfileTags.custom(area.settings())));
        return new Done("");
    }

    /// @param toAccount 1 to 100 userIDs
    /// @param tagList what to tell of them
    record Query(
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable List<String> tagList) {}

    record Result(
            List<UserProfile> userProfileItem,
            @JsonProperty("Fail_Account") @Nullable List<String> failAccount,
            String errorDisplay) {}

    record UserProfile(
            @JsonProperty("To_Account") String toAccount, List<Item> profileItem, int resultCode, String resultInfo) {}

    private static Result get(RestPeople area, Query request) {
        var userIDs = request.toAccount();
        var tags = request.tagList();
        if (userIDs == null
                || userIDs.isEmpty()
                || userIDs.size() > Limits.PROFILES_PER_QUERY
                || userIDs.contains(null)
                || tags == null
                || tags.isEmpty()) {
            throw ErrorCode.PROFILE_INVALID_PARAMETERS.because(
                    "To_Account or TagList is missing or empty, or To_Account has more than "
                            + Limits.PROFILES_PER_QUERY + " elements");
        }
        for (var tag : tags) {
            if (!ProfileTags.isKnown(tag, ProfileTags.custom(area.settings()))) {
                throw ProfileTags.unknown(tag);
            }
        }
        var profiles = area.profiles().get(new GetProfiles(userIDs)).stream()
                .collect(Collectors.toMap(Profile::userID, Function.identity()));
        var found = new ArrayList<UserProfile>();
        var failed = new ArrayList<String>();
        for (var userID : new LinkedHashSet<>(userIDs)) {
            var profile = profiles.get(userID);
            if (profile == null) {
                failed.add(userID);
                found.add(failure(userID));
            } else {
                found.add(new UserProfile(userID, ProfileTags.items(profile, tags), 0, ""));
            }
        }
        return new Result(found, failed.isEmpty() ? null : failed, "");
    }

    private static UserProfile failure(String userID) {
        ChatException unknown = ErrorCode.PROFILE_ACCOUNT_NOT_FOUND.because("there is no account \"" + userID + '"');
        return new UserProfile(userID, List.of(), unknown.code(), String.valueOf(unknown.getMessage()));
    }
}
