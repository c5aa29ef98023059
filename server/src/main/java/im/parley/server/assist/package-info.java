/// Translation of texts and the words of audio messages, by providers that the operator chooses.
///
/// ```
/// AssistOperations → Translations → Translator    LibreTranslate (HTTP), Apertium (child process)
///                  → Speech → AudioDecoder (ffmpeg) → SpeechToText    OpenAiTranscription (HTTP),
///                                                     Recogniser (child JVM: Vosk, Sphinx)
/// ```
///
/// Whatever is heavy or handles bytes of strangers runs in a process of its own, with a time limit.
@NullMarked
package im.parley.server.assist;

import org.jspecify.annotations.NullMarked;
