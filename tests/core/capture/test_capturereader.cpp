// SPDX-License-Identifier: MIT
#include "core/capture/capturereader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

namespace {

constexpr char manifest[] =
    R"({"type":"capture","version":1,"madeBy":"x","madeAt":"2026-01-31T13:02:11.123Z","redacted":false,"secrets":{)"
    R"("own":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",)"
    R"("retired":"10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",)"
    R"("other":"20112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}})";

/// Of the body "{}", with these members besides or instead: of a key that stands twice, the last one counts.
QByteArray delivery(int number, const QByteArray& more = {})
{
    return R"({"type":"delivery","delivery":)" + QByteArray::number(number) +
           R"(,"receivedAt":"2026-01-31T13:02:11.123Z","endpoint":"default","peer":"127.0.0.1","status":401,)"
           R"("verdict":"mismatch","encoding":"hex","attempt":1,"bodyBytes":2,)"
           R"("bodySha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","event":null,)"
           R"("notes":[],"headers":[["A","b"]],"body":"{}","resources":[])" +
           more + '}';
}

QByteArray end(int count)
{
    return R"({"type":"end","deliveries":)" + QByteArray::number(count) + '}';
}

QByteArray lines(const QList<QByteArray>& all)
{
    return all.join('\n') + '\n';
}

struct Read {
    int count = 0;
    std::optional<CaptureError> error;
};

} // namespace

/// Strict, whatever is in the file.
class TestCaptureReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsABundle();
    void readsJsonLines();
    void passesOverWhatItDoesNotKnow();
    void takesWhatIsRedactedOrLost();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsTheFieldThatIsWrong_data();
    void tellsTheFieldThatIsWrong();
    void boundsALine();
    void boundsTheDeliveries();
    void boundsTheFile();
    void readsNoFolder();

private:
    [[nodiscard]] Read read(const QByteArray& bytes, const CaptureBounds& bounds = {}) const;
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("file")); }

    QTemporaryDir m_folder;
};

Read TestCaptureReader::read(const QByteArray& bytes, const CaptureBounds& bounds) const
{
    QFile file(path());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {-1, {}};
    file.close();
    auto reader = CaptureReader::open(path(), bounds);
    if (!reader)
        return {0, reader.error()};
    for (Read done;; ++done.count) {
        const auto next = (*reader)->next();
        if (!next)
            done.error = next.error();
        if (!next || !*next)
            return done;
    }
}

void TestCaptureReader::readsABundle()
{
    const Read done = read(lines({manifest, delivery(3), delivery(7), end(2)}));
    QVERIFY(!done.error);
    QCOMPARE(done.count, 2);
    QVERIFY(!read(lines({manifest, end(0)})).error);
}

void TestCaptureReader::readsJsonLines()
{
    for (const char* front : {"\n", "\xef\xbb\xbf"}) { // as editors save it
        const Read done = read(front + lines({delivery(3), "", delivery(7)}));
        QVERIFY(!done.error);
        QCOMPARE(done.count, 2);
    }
    // Of these the hash is that of the body that is there, whatever the endpoint is called.
    const QByteArray redacted =
        delivery(3, R"(,"bodySha256":"54136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")");
    QVERIFY(!read(R"({"endpoint":"capture",)" + redacted.mid(1)).error);
}

void TestCaptureReader::passesOverWhatItDoesNotKnow()
{
    QVERIFY(!read(lines({manifest, delivery(3, R"(,"later":{"a":[1]},"mark":true)"), end(1)})).error);
}

void TestCaptureReader::takesWhatIsRedactedOrLost()
{
    const QByteArray redacted =
        R"(,"headers":[["[redacted]","b"],["X-[redacted]-Y",""]],"method":"[redacted]","target":"/a?code=[redacted]")";
    const QByteArray lost = R"(,"headers":[],"method":"","target":"")"; // of what was salvaged
    const Read done = read(lines({manifest, delivery(3, redacted), delivery(7, lost), end(2)}));
    QVERIFY(!done.error);
    QCOMPARE(done.count, 2);
}

void TestCaptureReader::tellsWhatIsWrong_data()
{
    using Code = CaptureError::Code;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");
    QTest::addColumn<int>("line");
    const QByteArray newer = QByteArray(manifest).replace("\"version\":1", "\"version\":2,\"secrets\":7");
    QTest::newRow("empty") << QByteArray() << Code::NotACapture << 1;
    QTest::newRow("text") << QByteArray("hello\n") << Code::NotACapture << 1;
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << Code::NotACapture << 1;
    QTest::newRow("another JSON") << QByteArray("{\"log\":{}}\n") << Code::NotACapture << 1;
    QTest::newRow("deep") << QByteArray(100'000, '[') << Code::NotACapture << 1;
    QTest::newRow("newer") << lines({newer, end(0)}) << Code::TooNew << 1;
    QTest::newRow("no contents") << QByteArray(R"({"type":"delivery","delivery":1})") << Code::NoContents << 1;
    QTest::newRow("no end") << lines({manifest, delivery(1)}) << Code::CutOff << 3;
    QTest::newRow("fewer than told") << lines({manifest, delivery(1), end(2)}) << Code::CutOff << 3;
    QTest::newRow("cut in a line") << lines({manifest, delivery(1)}).chopped(30) << Code::Damaged << 2;
    QTest::newRow("after the end") << lines({manifest, end(0), delivery(1)}) << Code::Damaged << 3;
    QTest::newRow("two manifests") << lines({manifest, manifest, end(0)}) << Code::Damaged << 2;
    QTest::newRow("empty line") << lines({manifest, "", end(0)}) << Code::Damaged << 2;
    QTest::newRow("end without a manifest") << lines({delivery(1), end(1)}) << Code::Damaged << 2;
    QTest::newRow("same number") << lines({manifest, delivery(2), delivery(2), end(2)}) << Code::Disorder << 3;
    QTest::newRow("number falls") << lines({delivery(2), delivery(1)}) << Code::Disorder << 2;
    QTest::newRow("bare secret") << lines({QByteArray(manifest).replace("2233", "22g3"), end(0)}) << Code::Damaged << 1;
}

void TestCaptureReader::tellsWhatIsWrong()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const CaptureError::Code, code);
    QFETCH(const int, line);
    const Read done = read(bytes);
    QVERIFY(done.error);
    QCOMPARE(done.error->code, code);
    QCOMPARE(done.error->line, line);
}

void TestCaptureReader::tellsTheFieldThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("field");
    const QList<QPair<const char*, const char*>> wrong{
        {R"("delivery":0)", "delivery"},
        {R"("delivery":-1)", "delivery"},
        {R"("delivery":1.5)", "delivery"},
        {R"("delivery":99999999999999999999)", "delivery"},
        {R"("delivery":"1")", "delivery"},
        {R"("receivedAt":"yesterday")", "receivedAt"},
        {R"("receivedAt":7)", "receivedAt"},
        {R"("receivedAt":"2026-01-31T13:02:11.123")", "receivedAt"},
        {R"("status":100000)", "status"},
        {R"("verdict":"fine")", "verdict"},
        {R"("encoding":"rot13")", "encoding"},
        {R"("bodyBytes":1)", "bodyBytes"},
        {R"("bodySha256":"00")", "bodySha256"},
        {R"("bodySha256":"54136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")", "bodySha256"},
        {R"("body":{})", "body"},
        {R"("bodyBase64":"***")", "bodyBase64"},
        {R"("headers":{})", "headers"},
        {R"("headers":[["a"]])", "headers"},
        {R"("headers":[["a",1]])", "headers"},
        {R"("headers":[["","b"]])", "headers"},
        {R"("headers":[["a b","c"]])", "headers"},
        {R"("headers":[["@/etc/hostname\u0000","b"]])", "headers"},
        {R"("headers":[["a\r\nb","c"]])", "headers"},
        {R"("headers":[["a","b\r\nc: d"]])", "headers"},
        {R"("headers":[["a","b\u0000"]])", "headers"},
        {R"("method":"POST /")", "method"},
        {R"("method":"POST\n")", "method"},
        {R"("target":"/a b")", "target"},
        {R"("target":"/a\r\nb")", "target"},
        {R"("notes":[1])", "notes"},
        {R"("diagnosis":{})", "diagnosis.cause"},
        {R"("resources":[1])", "resources"},
        {R"("resources":[{"delivery":1}])", "resources[0].fetchedAt"},
    };
    for (const auto& [member, field] : wrong)
        QTest::newRow(member) << QByteArray(member) << QString::fromLatin1(field);
}

void TestCaptureReader::tellsTheFieldThatIsWrong()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QString, field);
    const Read done = read(lines({manifest, delivery(1), delivery(2, ',' + member), end(2)}));
    QVERIFY(done.error);
    QCOMPARE(done.error->code, CaptureError::Code::Damaged);
    QCOMPARE(done.error->line, 3);
    QCOMPARE(done.error->detail, field);
}

void TestCaptureReader::boundsALine()
{
    constexpr qint64 few = 1'000;
    const QByteArray bytes = lines({manifest, delivery(1, ",\"x\":\"" + QByteArray(few, 'x') + '"'), end(1)});
    QVERIFY(!read(bytes).error);
    const Read done = read(bytes, {few * few, few, few});
    QVERIFY(done.error);
    QCOMPARE(done.error->code, CaptureError::Code::LineTooLong);
    QCOMPARE(done.error->line, 2);
}

void TestCaptureReader::boundsTheDeliveries()
{
    const QByteArray bytes = lines({manifest, delivery(1), delivery(2), delivery(3), end(3)});
    QVERIFY(!read(bytes, {bytes.size(), bytes.size(), 3}).error);
    const Read done = read(bytes, {bytes.size(), bytes.size(), 2});
    QVERIFY(done.error);
    QCOMPARE(done.error->code, CaptureError::Code::TooMany);
    QCOMPARE(done.count, 2);
}

void TestCaptureReader::boundsTheFile()
{
    const QByteArray bytes = lines({manifest, end(0)});
    QVERIFY(!read(bytes, {bytes.size(), bytes.size(), 1}).error);
    const Read done = read(bytes, {bytes.size() - 1, bytes.size(), 1});
    QVERIFY(done.error);
    QCOMPARE(done.error->code, CaptureError::Code::TooLarge);
}

void TestCaptureReader::readsNoFolder()
{
    for (const QString& place : {m_folder.path(), m_folder.filePath(QStringLiteral("nothing"))}) {
        const auto reader = CaptureReader::open(place);
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, CaptureError::Code::Unreadable);
        QVERIFY(!reader.error().detail.isEmpty());
        QVERIFY2(!reader.error().detail.contains(QStringLiteral("Unknown")), qPrintable(reader.error().detail));
    }
}

QTEST_GUILESS_MAIN(TestCaptureReader)
#include "test_capturereader.moc"
