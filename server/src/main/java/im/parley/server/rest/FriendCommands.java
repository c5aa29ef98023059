package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.DeleteFriends;
import im.parley.protocol.relation.UserFailure;
import im.parley.server.relation.FriendImport;
import im.parley.server.rest.ProfileCommands.Item;
import im.parley.server.rest.Sns.About;
import im.parley.server.rest.Sns.Done;
import im.parley.server.rest.Sns.Results;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of service `sns`: changes of users' friends. See [FriendListCommands] for what is asked about them.
final class FriendCommands {
    private static final long MILLIS = 1000;

    private FriendCommands() {}

    static void addTo(RestTable.Area<RestRelations> table) {
        table.on(Sns.SERVICE, "friend_add", Add.class, FriendCommands::add)
                .on(Sns.SERVICE, "friend_import", Import.class, FriendCommands::importAll)
                .on(Sns.SERVICE, "friend_update", Update.class, FriendCommands::update)
                .on(Sns.SERVICE, "friend_delete", Delete.class, FriendCommands::delete)
                .on(Sns.SERVICE, "friend_delete_all", DeleteAll.class, FriendCommands::deleteAll);
    }

    /// @param addFriendItem 1 to 1000
    /// @param addType `Add_Type_Both`, also when absent, or `Add_Type_Single`: the user's list only
    /// @param forceAddFlags 1: nobody is asked
    record Add(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<Wanted> addFriendItem,
            @Nullable String addType,
            @Nullable Integer forceAddFlags) {}

    /// See [AddFriend].
    record Wanted(
            @JsonProperty("To_Account") @Nullable String toAccount,
            @Nullable String addSource,
            @Nullable String remark,
            @Nullable String groupName,
            @Nullable String addWording)
            implements About {
        private AddFriend toRequest(@Nullable String type) {
            var source = Check.present("AddSource", addSource, Sns.BAD_PARAMETER);
            return new AddFriend(userID(), source, remark, groupName, addWording, type);
        }
    }

    private static Results add(RestRelations area, Add request) {
        var items = Sns.items("AddFriendItem", request.addFriendItem(), Limits.FRIENDS_PER_CALL);
        Sns.isOther("AddType", request.addType(), Types.SNS_ADD_TYPE_BOTH, Types.SNS_ADD_TYPE_SINGLE);
        var inNameOf = Sns.inNameOf(area.users(), request.from());
        var isForced = RestSend.isOn(request.forceAddFlags());
        var failures = new ArrayList<UserFailure>();
        for (var item : items) {
            try {
                if (area.relations().addFriend(inNameOf, item.toRequest(request.addType()), isForced) != 0) {
                    throw ErrorCode.FRIEND_NEEDS_CONFIRMATION.because(
                            "user \"" + item.userID() + "\" has been asked to confirm");
                }
            } catch (ChatException refused) {
                failures.add(Sns.failure(item.userID(), refused));
            }
        }
        return Results.of(items.stream().map(About::userID).toList(), failures);
    }

    /// @param addFriendItem 1 to 1000
    record Import(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<Imported> addFriendItem) {}

    /// @param groupName names of friend groups; those that are missing are made
    /// @param addTime when they became friends, seconds since 1970; absent or 0: now
    record Imported(
            @JsonProperty("To_Account") @Nullable String toAccount,
            @Nullable String addSource,
            @Nullable String remark,
            @Nullable List<String> groupName,
            @Nullable String addWording,
            @Nullable Long addTime,
            @Nullable List<Item> customItem)
            implements About {
        private FriendImport toImport() {
            Check.that(
                    addTime == null || addTime >= 0 && addTime <= Limits.MAX_SECONDS,
                    "AddTime",
                    addTime,
                    "0 to " + Limits.MAX_SECONDS,
                    Sns.BAD_PARAMETER);
            var source = Check.present("AddSource", addSource, Sns.BAD_PARAMETER);
            return new FriendImport(
                    new AddFriend(userID(), source, remark, null, addWording, Types.SNS_ADD_TYPE_SINGLE),
                    Check.elements("GroupName", groupName, Sns.BAD_PARAMETER),
                    Check.elements("CustomItem", customItem, Sns.BAD_PARAMETER).stream()
                            .map(Imported::field)
                            .toList(),
                    addTime == null || addTime == 0 ? null : addTime * MILLIS);
        }

        private static CustomField field(Item item) {
            var tag = Check.present("Tag", item.tag(), Sns.BAD_PARAMETER);
            return new CustomField(tag, FriendTags.text(tag, item.value()));
        }
    }

    private static Results importAll(RestRelations area, Import request) {
        var items = Sns.items("AddFriendItem", request.addFriendItem(), Limits.FRIENDS_PER_CALL);
        var inNameOf = Sns.inNameOf(area.users(), request.from());
        var failures = new ArrayList<UserFailure>();
        var imports = Sns.read(items, Imported::toImport, failures);
        failures.addAll(area.relations().importFriends(inNameOf, imports));
        return Results.of(items.stream().map(About::userID).toList(), failures);
    }

    /// @param updateItem 1 to 1000
    record Update(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<Changed> updateItem) {}

    /// @param snsItem the fields and what they are to have; see [FriendTags]
    record Changed(
            @JsonProperty("To_Account") @Nullable String toAccount,
            @Nullable List<Item> snsItem) implements About {}

    private static Results update(RestRelations area, Update request) {
        var items = Sns.items("UpdateItem", request.updateItem(), Limits.FRIENDS_PER_CALL);
        var inNameOf = Sns.inNameOf(area.users(), request.from());
        var custom = FriendTags.custom(area.settings());
        var failures = new ArrayList<UserFailure>();
        var updates = Sns.read(
                items,
                item -> FriendTags.change(
                        item.userID(), Check.present("SnsItem", item.snsItem(), Sns.BAD_PARAMETER), custom),
                failures);
        failures.addAll(area.relations().updateFriends(inNameOf, updates));
        return Results.of(items.stream().map(About::userID).toList(), failures);
    }

    /// @param toAccount 1 to 1000
    /// @param deleteType `Delete_Type_Single`, also when absent: off the user's list, or `Delete_Type_Both`
    record Delete(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable String deleteType) {}

    private static Results delete(RestRelations area, Delete request) {
        var userIDs = Sns.users(request.toAccount(), Limits.FRIENDS_PER_CALL);
        var type = bothWays(request.deleteType()) ? Types.SNS_DELETE_TYPE_BOTH : Types.SNS_DELETE_TYPE_SINGLE;
        var failures = area.relations()
                .deleteFriends(Sns.inNameOf(area.users(), request.from()), new DeleteFriends(userIDs, type));
        return Results.of(userIDs, failures);
    }

    private static boolean bothWays(@Nullable String type) {
        return Sns.isOther("DeleteType", type, Types.SNS_DELETE_TYPE_SINGLE, Types.SNS_DELETE_TYPE_BOTH);
    }

    /// @param deleteType see [Delete]
    record DeleteAll(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable String deleteType) {}

    private static Done deleteAll(RestRelations area, DeleteAll request) {
        var bothWays = bothWays(request.deleteType());
        area.relations().deleteAllFriends(Sns.inNameOf(area.users(), request.from()), bothWays);
        return Done.DONE;
    }
}
