package im.parley.server;

import static im.parley.server.settings.CallbackCommand.LIVE_MEMBER_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import im.parley.server.bus.NatsServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an app's back end is told of members of live rooms who go from one node to another.
class LiveConnectionsTwoNodesTest {
    private static TestClient client(TestServer node, String user, String instance) {
        return new TestClient(node.port(), node.app, TestServer.KEY, user, instance);
    }

    @Test
    void who_is_in_on_another_node_has_not_lost_the_connection(@TempDir Path data) throws Exception {
        try (var nats = NatsServerProcess.start();
                var left = new TestServer(
                        data.resolve("left"), config -> config.withNode("left").withNats(nats.url()));
                var right = left.another(config -> config.withNode("right"));
                var backEnd = new BackEnd(left);
                var bob = client(left, "bob", "page");
                var cid = client(left, "cid", "page")) {
            left.set("login.maxWebInstances", "2");
            var group = bob.call(
                            "group.create",
                            TestClient.object().put("name", "Launch").put("type", Types.GRP_AVCHATROOM))
                    .at("/group/groupID")
                    .asText();
            var room = TestClient.object().put("groupID", group);
            bob.call("group.join", room);
            cid.call("group.join", room);
            var bobToo = client(right, "bob", "other-page");
            bobToo.call("group.join", room.deepCopy().put("isReturn", true));
            backEnd.wants(LIVE_MEMBER_STATE);

            bob.close();
            cid.close();
            var offline = "{'GroupId':'" + group + "','Type':'AVChatRoom','EventType':'Offline',"
                    + "'MemberList':[{'Member_Account':'%s'}]}";
            backEnd.expect(LIVE_MEMBER_STATE, offline.formatted("cid"));
            bobToo.close();
            backEnd.expect(LIVE_MEMBER_STATE, offline.formatted("bob"));
            assertThat(backEnd.isIdle()).isTrue();
        }
    }
}
