package im.parley.server.rest;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.server.metrics.DailyCount;
import im.parley.server.statistics.Statistics.Day;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `openconfigsvr/getappinfo`: what happened in the app on each of the last days.
final class StatisticsCommands {
    private static final String DATE = "Date";
    private static final String APP = "AppId";

    /// What there was at the end of a day; where nobody looked then, it is not known.
    private static final Set<DailyCount> STOCK = Set.of(DailyCount.ACCOUNTS, DailyCount.GROUPS);

    private static final Map<String, List<DailyCount>> FIGURES = figures();

    /// What may be asked for and is not told: nobody has counted it.
    private static final Set<String> UNTOLD = Set.of(
            "AppName",
            "Company",
            "DownMsgNum",
            "C2CDownMsgNum",
            "GroupDownMsgNum",
            "APNSMsgNum",
            "C2CAPNSMsgNum",
            "GroupAPNSMsgNum");

    private StatisticsCommands() {}

    static void addTo(RestTable.Area<RestOperations> table) {
        table.on("openconfigsvr", "getappinfo", Query.class, StatisticsCommands::get);
    }

    /// What each field is the sum of.
    private static Map<String, List<DailyCount>> figures() {
        var figures = new LinkedHashMap<String, List<DailyCount>>();
        figures.put("ActiveUserNum", List.of(DailyCount.USERS));
        figures.put("RegistUserNumOneDay", List.of(DailyCount.ACCOUNTS_MADE));
        figures.put("RegistUserNumTotal", List.of(DailyCount.ACCOUNTS));
        figures.put("LoginTimes", List.of(DailyCount.SIGN_INS));
        figures.put("LoginUserNum", List.of(DailyCount.USERS_SIGNED_IN));
        figures.put("MaxOnlineNum", List.of(DailyCount.MOST_ONLINE));
        figures.put("UpMsgNum", List.of(DailyCount.MESSAGES_TO_USERS, DailyCount.MESSAGES_INTO_GROUPS));
        figures.put("SendMsgUserNum", List.of(DailyCount.SENDERS));
        figures.put("C2CUpMsgNum", List.of(DailyCount.MESSAGES_TO_USERS));
        figures.put("C2CSendMsgUserNum", List.of(DailyCount.SENDERS_TO_USERS));
        figures.put("GroupUpMsgNum", List.of(DailyCount.MESSAGES_INTO_GROUPS));
        figures.put("GroupSendMsgUserNum", List.of(DailyCount.SENDERS_INTO_GROUPS));
        figures.put("GroupSendMsgGroupNum", List.of(DailyCount.GROUPS_WRITTEN_IN));
        figures.put("GroupJoinGroupTimes", List.of(DailyCount.MEMBERS_JOINED));
        figures.put("GroupQuitGroupTimes", List.of(DailyCount.MEMBERS_LEFT));
        figures.put("GroupNewGroupNum", List.of(DailyCount.GROUPS_MADE));
        figures.put("GroupDestroyGroupNum", List.of(DailyCount.GROUPS_DISMISSED));
        figures.put("GroupAllGroupNum", List.of(DailyCount.GROUPS));
        figures.put("ChainIncrease", List.of(DailyCount.FRIENDSHIPS_BEGUN));
        figures.put("ChainDecrease", List.of(DailyCount.FRIENDSHIPS_ENDED));
        figures.put("CallBackReq", List.of(DailyCount.CALLBACKS));
        figures.put("CallBackRsp", List.of(DailyCount.CALLBACKS_ANSWERED));
        return figures;
    }

    /// @param requestField absent or empty: all
    record Query(@Nullable List<String> requestField) {
        Query {
            if (requestField != null) {
                requestField.forEach(name -> Check.that(
                        name != null && isKnown(name),
                        "an element of RequestField",
                        name,
                        "one of " + String.join(", ", FIGURES.keySet()),
                        ErrorCode.JSON_PARSE_ERROR));
            }
        }

        private static boolean isKnown(String name) {
            return name.equals(DATE) || name.equals(APP) || FIGURES.containsKey(name) || UNTOLD.contains(name);
        }

        private boolean asksFor(String name) {
            return requestField == null || requestField.isEmpty() || requestField.contains(name);
        }
    }

    /// @param result the newest day first, each with the date and what was asked for, all of it texts
    record Result(List<Map<String, String>> result) {}

    private static Result get(RestOperations area, Query request) {
        return new Result(area.statistics().days().stream()
                .map(day -> told(area.sdkAppID(), day, request))
                .toList());
    }

    private static Map<String, String> told(int sdkAppID, Day day, Query request) {
        var told = new LinkedHashMap<String, String>();
        told.put(DATE, day.date().format(DateTimeFormatter.BASIC_ISO_DATE));
        if (request.asksFor(APP)) {
            told.put(APP, Integer.toString(sdkAppID));
        }
        FIGURES.forEach((name, parts) -> {
            boolean isUnknown =
                    STOCK.containsAll(parts) && !day.counts().keySet().containsAll(parts);
            if (!isUnknown && request.asksFor(name)) {
                told.put(name, Long.toString(sum(day, parts)));
            }
        });
        return told;
    }

    private static long sum(Day day, List<DailyCount> parts) {
        return parts.stream()
                .mapToLong(part -> day.counts().getOrDefault(part, 0L))
                .sum();
    }
}
