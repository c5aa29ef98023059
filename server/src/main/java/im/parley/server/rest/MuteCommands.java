package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.server.users.Mutes;
import org.jspecify.annotations.Nullable;

/// Of service `openconfigsvr`: who may not write anywhere.
final class MuteCommands {
    private static final String SERVICE = "openconfigsvr";

    private MuteCommands() {}

    static void addTo(RestTable.Area<RestPeople> table) {
        table.on(SERVICE, "setnospeaking", Change.class, MuteCommands::set)
                .on(SERVICE, "getnospeaking", Query.class, MuteCommands::get);
    }

    /// @param c2c seconds; 0 ends it; absent: stays; so is the next
    record Change(
            @JsonProperty("Set_Account") @Nullable String account,
            @JsonProperty("C2CmsgNospeakingTime") @Nullable Long c2c,

            @JsonProperty("GroupmsgNospeakingTime") @Nullable
            Long group) {
        Change {
            if (c2c == null && group == null) {
                throw ErrorCode.JSON_PARSE_ERROR.because(
                        "C2CmsgNospeakingTime and GroupmsgNospeakingTime are missing, expected one of them or both");
            }
            checkTime("C2CmsgNospeakingTime", c2c);
            checkTime("GroupmsgNospeakingTime", group);
        }

        private static void checkTime(String field, @Nullable Long seconds) {
            Check.that(
                    seconds == null || seconds >= 0 && seconds <= Mutes.FOR_EVER,
                    field,
                    seconds,
                    "0 to " + Mutes.FOR_EVER,
                    ErrorCode.JSON_PARSE_ERROR);
        }
    }

    record Query(@JsonProperty("Get_Account") @Nullable String account) {}

    /// @param c2c seconds that are left; 4294967295: for ever; so is the next
    record Result(
            @JsonProperty("C2CmsgNospeakingTime") long c2c,
            @JsonProperty("GroupmsgNospeakingTime") long group) {}

    private static Nothing set(RestPeople area, Change request) {
        var userID = Check.present("Set_Account", request.account(), ErrorCode.JSON_PARSE_ERROR);
        area.mutes().set(userID, request.c2c(), request.group());
        return Nothing.INSTANCE;
    }

    private static Result get(RestPeople area, Query request) {
        var mute = area.mutes().of(Check.present("Get_Account", request.account(), ErrorCode.JSON_PARSE_ERROR));
        return new Result(mute.c2c(), mute.group());
    }
}
