package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How often an app may call what asks the server.
class CallRateTest extends Scenario {
    private static final String GROUP = "@TGS#group";

    private record Rate(String method, int calls, Function<Chat, CompletableFuture<?>> call) {}

    @Test
    @Rule("general#9")
    void what_is_called_too_often_is_refused_here_though_nobody_can_be_asked() {
        try (var cable = new Cable(server.port())) {
            var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            cable.pullOut();

            for (var rate : rates()) {
                var calls = IntStream.rangeClosed(0, rate.calls())
                        .mapToObj(i -> rate.call().apply(ann.chat))
                        .toList();

                assertThat(errorOf(calls.getLast()).code()).as(rate.method()).isEqualTo(2996);
                assertThat(calls.subList(0, rate.calls())).as(rate.method()).noneMatch(CompletableFuture::isDone);
            }
            assertThat(errorOf(ann.chat.increaseGroupCounter(GROUP, "likes", 1)).code())
                    .isEqualTo(2996); // all changes of counters have one rate
        }
    }

    private static List<Rate> rates() {
        var users = List.of("somebody");
        var name = NameQuery.of("somebody");
        var seat = Map.of("seat", "1");
        return List.of(
                new Rate("getGroupProfile", 8, chat -> chat.getGroupProfile(GROUP)),
                new Rate("updateGroupProfile", 8, chat -> chat.updateGroupProfile(new GroupUpdate(GROUP).name("x"))),
                new Rate("getGroupApplicationList", 15, Chat::getGroupApplicationList),
                new Rate("getTopicList", 10, chat -> chat.getTopicList("@TGS#_community")),
                new Rate("initGroupAttributes", 10, chat -> chat.initGroupAttributes(GROUP, seat)),
                new Rate("setGroupAttributes", 10, chat -> chat.setGroupAttributes(GROUP, seat)),
                new Rate("deleteGroupAttributes", 10, chat -> chat.deleteGroupAttributes(GROUP, List.of("seat"))),
                new Rate("getGroupAttributes", 20, chat -> chat.getGroupAttributes(GROUP, List.of())),
                new Rate("setGroupCounters", 20, chat -> chat.setGroupCounters(GROUP, Map.of("likes", 1L))),
                new Rate("getGroupCounters", 20, chat -> chat.getGroupCounters(GROUP)),
                new Rate("getUserStatus", 20, chat -> chat.getUserStatus(users)),
                new Rate("subscribeUserStatus", 20, chat -> chat.subscribeUserStatus(users)),
                new Rate("unsubscribeUserStatus", 20, chat -> chat.unsubscribeUserStatus(users)),
                new Rate("searchCloudMessages", 2, chat -> chat.searchCloudMessages(MessageSearchQuery.keywords("x"))),
                new Rate("searchCloudUsers", 20, chat -> chat.searchCloudUsers(name)),
                new Rate("searchCloudGroups", 20, chat -> chat.searchCloudGroups(name)),
                new Rate("searchCloudGroupMembers", 20, chat -> chat.searchCloudGroupMembers(name)),
                new Rate("checkFollowType", 20, chat -> chat.checkFollowType(users)),
                new Rate("getMessageList", 20, chat -> chat.getMessageList(MessageListQuery.newest("GROUP" + GROUP))),
                new Rate(
                        "getMessageListHopping",
                        20,
                        chat -> chat.getMessageListHopping(MessageHoppingQuery.newest("C2Csomebody"))));
    }
}
