// What apps register as `tim-upload-plugin`, written from what the API says of it: a class whose instances bring bytes
// to the address that they are given.
export default class UploadPlugin {
  static used = 0;

  uploadFile({ url, method = "PUT", headers, resources, onProgress }, done) {
    UploadPlugin.used++;
    fetch(url, { method, headers, body: resources }).then(
      (answer) => {
        onProgress({ percent: 1 });
        done(answer.ok ? null : new Error(`status ${answer.status}`), {});
      },
      (failure) => done(failure),
    );
  }
}
