import im.parley.protocol.Types
import im.parley.sdk.Chat
import im.parley.sdk.ChatOptions
import im.parley.sdk.CreateOptions
import im.parley.sdk.Events
import im.parley.sdk.FacePayload
import im.parley.sdk.GroupTipPayload
import im.parley.sdk.LocationPayload
import im.parley.sdk.Message
import im.parley.sdk.TextPayload
import java.util.concurrent.CountDownLatch
import kotlin.system.exitProcess

// A host, in Kotlin: welcomes who comes into its groups, and tells who writes to it what it has understood.
//
// ```sh
// ./parley start                # in another window
// ./parley build sdk            # once
// kotlinc -cp "$(echo sdk/target/lib/*.jar | tr ' ' :)" -include-runtime -d host.jar samples/Host.kt
// java -cp 'host.jar:sdk/target/lib/*' HostKt ws://localhost:8080 1400000001 host "$(./parley usersig --user host)"
// ```
fun main(args: Array<String>) {
    if (args.size != 4) {
        System.err.println("usage: java HostKt ADDRESS SDKAPPID USERID USERSIG")
        exitProcess(2)
    }
    val (address, app, userID, userSig) = args
    val chat = Chat.create(ChatOptions.of(app.toInt(), address))
    val end = CountDownLatch(1)
    // Before the login, so that what came while the host was away finds a handler.
    chat.on(Events.MESSAGE_RECEIVED) { event -> event.data.forEach { chat.read(it) } }
    chat.on(Events.SDK_READY) { println("$userID is ready") }
    chat.on(Events.KICKED_OUT) { end.countDown() }
    chat.login(userID, userSig).join() // a refused signature ends the program here
    end.await()
    System.err.println("signed out by the server")
    exitProcess(1)
}

private fun Chat.read(message: Message) {
    val payload = message.payload()
    if (payload is GroupTipPayload) {
        val others = payload.userIDList - loginUser
        if (payload.operationType == Types.GRP_TIP_MBR_JOIN && others.isNotEmpty()) {
            val size = payload.memberCount?.let { ", we are $it now" }.orEmpty() // null where it did not change
            write(message.to(), Types.CONV_GROUP, "Welcome ${others.joinToString()}$size")
        }
    } else if (message.conversationType() == Types.CONV_C2C) {
        val understood = when (payload) {
            is TextPayload -> "${payload.text.length} letters"
            is FacePayload -> "the face ${payload.data}"
            is LocationPayload -> "a place, ${payload.description}"
            else -> "something of the kind ${payload.type()}" // later versions know more kinds
        }
        write(message.from(), Types.CONV_C2C, "I have got $understood")
    }
}

private fun Chat.write(to: String, conversationType: String, text: String) {
    // Waits for a lost connection by itself; what fails after that is refused for good.
    sendMessage(createTextMessage(CreateOptions.of(to, conversationType, TextPayload(text))))
        .whenComplete { _, failure -> failure?.let { System.err.println("cannot write to $to: ${it.message}") } }
}
