// SPDX-License-Identifier: MIT
#include "core/export/logexport.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr std::chrono::milliseconds aLittle{0};

/// A disk that is full after some bytes.
class ShortDevice final : public QIODevice {
public:
    explicit ShortDevice(qint64 room)
        : m_room(room)
    {
        open(WriteOnly | Unbuffered);
    }

protected:
    qint64 readData(char* /*data*/, qint64 /*size*/) override { return -1; }
    qint64 writeData(const char* /*data*/, qint64 size) override
    {
        m_room -= size;
        setErrorString(QStringLiteral("No space left on device"));
        return m_room < 0 ? -1 : size;
    }

private:
    qint64 m_room;
};

} // namespace

class TestLogExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesAllOldestFirst();
    void writesWhatAFilterFinds();
    void writesASelection();
    void listsAttemptsAndResources();
    void boundsWhatARepeatedEventLists();
    void rehearses();
    void writesAnEmptyFile();
    void tellsWhereNothingCanBeWritten();
    void redactsOnTheWay();
    void boundsACapture();
    void saysWhenACaptureWasMade();

private:
    [[nodiscard]] Result<ExportProgress, ExportError> run(const ExportRequest& request, QIODevice* out) const;
    [[nodiscard]] QList<QJsonObject> exported(const ExportRequest& request) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

void TestLogExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<SystemClock>();
    m_log = openLog(m_folder->path(), {}, *m_clock);
    m_queries = openQueries(m_folder->path(), *m_clock);
}

void TestLogExport::cleanup()
{
    m_queries.reset();
    m_log.reset();
}

Result<ExportProgress, ExportError> TestLogExport::run(const ExportRequest& request, QIODevice* out) const
{
    LogExport exporting(request, *m_clock, out);
    while (true) {
        auto progress = exporting.advance(*m_queries, aLittle);
        if (!progress || progress->isFinished)
            return progress;
    }
}

QList<QJsonObject> TestLogExport::exported(const ExportRequest& request) const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QList<QJsonObject> objects;
    if (!run(request, &buffer))
        return objects;
    const QList<QByteArray> lines = buffer.data().split('\n');
    for (const QByteArray& line : lines) {
        if (!line.isEmpty())
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

void TestLogExport::writesAllOldestFirst()
{
    QList<Delivery> deliveries;
    for (int i = 0; i < 25; ++i)
        deliveries.append(verifiedDelivery(QString::number(i)));
    QCOMPARE(appendAll(*m_log, deliveries).size(), 25);
    const QList<QJsonObject> objects = exported({});
    QCOMPARE(objects.size(), 25);
    for (int i = 0; i < 25; ++i) {
        QCOMPARE(objects.at(i).value(QStringLiteral("delivery")).toInt(), i + 1);
        QCOMPARE(objects.at(i).value(QStringLiteral("body")).toString().toUtf8(), deliveries.at(i).body);
        QVERIFY(!objects.at(i).value(QStringLiteral("headers")).toArray().isEmpty());
    }
}

void TestLogExport::writesWhatAFilterFinds()
{
    QCOMPARE(
        appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), refusedDelivery(), refusedDelivery("[]")}).size(), 3);
    ExportRequest request;
    request.query.filter = filterOf(QStringLiteral("verdict:mismatch"));
    const QList<QJsonObject> objects = exported(request);
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects.at(0).value(QStringLiteral("delivery")).toInt(), 2);
    QVERIFY(objects.at(0).value(QStringLiteral("diagnosis")).isObject());
}

void TestLogExport::writesASelection()
{
    QCOMPARE(appendAll(*m_log, {refusedDelivery("1"), refusedDelivery("2"), refusedDelivery("3")}).size(), 3);
    ExportRequest request;
    request.numbers = {1, 3, 99}; // the last is gone
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto progress = run(request, &buffer);
    QVERIFY(progress);
    QCOMPARE(progress->total, 3);
    QCOMPARE(progress->done, 3);
    QCOMPARE(progress->written, 2);
    QCOMPARE(buffer.data().count('\n'), 2);
}

void TestLogExport::listsAttemptsAndResources()
{
    const Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    QCOMPARE(appendAll(*m_log, {delivery, delivery}).size(), 2);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.url = delivery.event->url;
    resource.status = 200;
    resource.body = "{\"id\":1}";
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    const QList<QJsonObject> objects = exported({});
    QCOMPARE(objects.size(), 2);
    for (const QJsonObject& object : objects) {
        QCOMPARE(object.value(QStringLiteral("attempts")).toArray().size(), 2);
        QCOMPARE(object.value(QStringLiteral("resources")).toArray().size(), 1);
    }
}

void TestLogExport::boundsWhatARepeatedEventLists()
{
    constexpr int many = LogExport::mostAttemptsListed + 1;
    QCOMPARE(appendAll(*m_log, QList<Delivery>(many, verifiedDelivery(QStringLiteral("a")))).size(), many);
    const QList<QJsonObject> objects = exported({});
    QCOMPARE(objects.size(), many);
    for (const QJsonObject& object : objects) {
        const QJsonArray attempts = object.value(QStringLiteral("attempts")).toArray();
        QCOMPARE(attempts.size(), 1);
        QCOMPARE(attempts.at(0).toObject().value(QStringLiteral("delivery")), object.value(QStringLiteral("delivery")));
    }
}

void TestLogExport::rehearses()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    delivery.headers.append(Header{"Cookie", "session=1"});
    QCOMPARE(appendAll(*m_log, {delivery, refusedDelivery()}).size(), 2);
    const auto progress = run({}, nullptr);
    QVERIFY(progress);
    QCOMPARE(progress->total, 2);
    QCOMPARE(progress->redacted, (RedactionCounts{{QStringLiteral("Cookie"), 1}}));
}

void TestLogExport::writesAnEmptyFile()
{
    ExportRequest request;
    request.format = ExportFormat::Har;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto progress = run(request, &buffer);
    QVERIFY(progress);
    QCOMPARE(progress->written, 0);
    QVERIFY(QJsonDocument::fromJson(buffer.data()).object().value(QStringLiteral("log")).isObject());
}

void TestLogExport::tellsWhereNothingCanBeWritten()
{
    QCOMPARE(appendAll(*m_log, {refusedDelivery("1"), refusedDelivery("2")}).size(), 2);
    ShortDevice device(600);
    const auto progress = run({}, &device);
    QVERIFY(!progress);
    QVERIFY(!progress.error().log);
    QCOMPARE(progress.error().systemText, QStringLiteral("No space left on device"));
}

void TestLogExport::redactsOnTheWay()
{
    Delivery delivery = refusedDelivery("{\"x\":\"whsec-of-mine\"}");
    delivery.headers.append(Header{"Authorization", "Basic c2VjcmV0"});
    QCOMPARE(appendAll(*m_log, {delivery}).size(), 1);
    for (const QString& code : exportFormatCodes()) {
        ExportRequest request;
        request.format = *exportFormatFromCode(code);
        request.secrets = {"whsec-of-mine"};
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(run(request, &buffer));
        QVERIFY2(!buffer.data().contains("whsec-of-mine"), qPrintable(code));
        QVERIFY2(!buffer.data().contains("c2VjcmV0"), qPrintable(code));
    }
}

void TestLogExport::boundsACapture()
{
    const CaptureBounds bounds;
    ExportRequest request;
    request.format = ExportFormat::Capture;
    for (qint64 number = 1; number <= bounds.deliveries + 1; ++number)
        request.numbers.append(number);
    const auto tooMany = run(request, nullptr);
    QVERIFY(!tooMany);
    QVERIFY(tooMany.error().exceeded);
    QCOMPARE(tooMany.error().exceeded->deliveries, bounds.deliveries);
    request.format = ExportFormat::Csv;
    QVERIFY(run(request, nullptr));
}

void TestLogExport::saysWhenACaptureWasMade()
{
    QCOMPARE(appendAll(*m_log, {refusedDelivery("{}")}).size(), 1);
    ExportRequest request;
    request.format = ExportFormat::Capture;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    LogExport exporting(request, ManualClock(), &buffer);
    Result<ExportProgress, ExportError> progress = exporting.advance(*m_queries, aLittle);
    while (progress && !progress->isFinished)
        progress = exporting.advance(*m_queries, aLittle);
    QVERIFY(progress);
    QVERIFY(buffer.data().contains(R"("madeAt":"2026-01-31T13:02:11.123Z")"));
}

QTEST_GUILESS_MAIN(TestLogExport)
#include "test_logexport.moc"
