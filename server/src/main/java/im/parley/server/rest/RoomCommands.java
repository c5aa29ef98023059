package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.group.DeleteMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What concerns live rooms only: of service `group_open_http_svc` who may not come in.
public final class RoomCommands {
    private static final int MAX_BANNED = 20;
    private static final int MAX_PAGE = 100;
    private static final long MILLIS = 1000;

    private RoomCommands() {}

    public static void addTo(RestTable.Builder table) {
        table.on(GroupCommands.SERVICE, "ban_group_member", Ban.class, RoomCommands::ban)
                .on(GroupCommands.SERVICE, "unban_group_member", Unban.class, RoomCommands::unban)
                .on(GroupCommands.SERVICE, "get_group_ban_member", BannedQuery.class, RoomCommands::banned);
    }

    /// @param members 1 to 20 userIDs
    /// @param duration seconds, 1 to 2147483647
    /// @param description told to them and to the members, at most 400 bytes
    record Ban(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Members_Account") @Nullable List<String> members,
            @Nullable Long duration,
            @Nullable String description) {
        Ban {
            Check.bytes("Description", description, Limits.GROUP_TEXT_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        private DeleteMembers toOperation() {
            long seconds = Check.present("Duration", duration, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.that(
                    seconds >= 1 && seconds <= Integer.MAX_VALUE,
                    "Duration",
                    seconds,
                    "1 to " + Integer.MAX_VALUE,
                    ErrorCode.GROUP_INVALID_PARAMETERS);
            return new DeleteMembers(
                    GroupCommands.group(groupID),
                    GroupCommands.accounts("Members_Account", members, MAX_BANNED),
                    description,
                    Math.toIntExact(seconds));
        }
    }

    private static Nothing ban(RestApp app, Ban request) {
        return GroupCommands.numbered(() -> {
            app.rooms().ban(app.administrator(), request.toOperation());
            return Nothing.INSTANCE;
        });
    }

    /// @param members 1 to 20 userIDs
    record Unban(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Members_Account") @Nullable List<String> members) {}

    private static Nothing unban(RestApp app, Unban request) {
        app.rooms()
                .unban(
                        app.administrator(),
                        GroupCommands.group(request.groupID()),
                        GroupCommands.accounts("Members_Account", request.members(), MAX_BANNED));
        return Nothing.INSTANCE;
    }

    /// @param limit 1 to 100; absent: 100
    /// @param offset how many to leave out, as `NextOffset` of the page before says; absent: none
    record BannedQuery(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Integer limit,
            @Nullable Integer offset) {
        BannedQuery {
            GroupCommands.checkPage(limit, MAX_PAGE, offset);
        }
    }

    /// @param nextOffset of the next page; 0: there is none
    record BannedMembers(List<BannedMember> bannedAccountList, int nextOffset) {}

    /// @param bannedUntil seconds since 1970
    record BannedMember(@JsonProperty("Member_Account") String account, long bannedUntil) {}

    private static BannedMembers banned(RestApp app, BannedQuery request) {
        int offset = request.offset() == null ? 0 : request.offset();
        int limit = request.limit() == null ? MAX_PAGE : request.limit();
        var page = app.rooms().banned(GroupCommands.group(request.groupID()), offset, limit);
        return new BannedMembers(
                page.list().stream()
                        .map(banned -> new BannedMember(banned.userID(), banned.until() / MILLIS))
                        .toList(),
                page.isLast() ? 0 : offset + limit);
    }
}
