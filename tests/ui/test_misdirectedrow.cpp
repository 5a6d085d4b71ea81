// SPDX-License-Identifier: MIT
#include "core/export/logexport.h"
#include "core/storage/logqueries.h"
#include "tests/ui/livewindow.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/detailspanel.h"
#include "ui/mainwindow.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QAction>
#include <QBuffer>
#include <QDialog>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A request to no endpoint: a row of its own kind that says what was called, and claims nothing that it is not.
class TestMisdirectedRow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void saysWhatWasCalled();
    void hasOnlyTheTabsThatMeanSomething();
    void keepsTheChosenTabForDeliveries();
    void canNeitherBeFetchedNorCompared();
    void isExported_data();
    void isExported();

private:
    [[nodiscard]] qint64 call(const QByteArray& head);
    [[nodiscard]] bool show(qint64 number);
    [[nodiscard]] QString fact(const char* name) const
    {
        return m_live->window().findChild<ValueField*>(QLatin1String(name))->value();
    }
    [[nodiscard]] QStringList visibleTabs() const;

    std::unique_ptr<LiveWindow> m_live;
    qint64 m_wrongPath = 0;
    qint64 m_wrongMethod = 0;
};

void TestMisdirectedRow::initTestCase()
{
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
    m_live->window().showMonitor();
    m_wrongPath = call("POST /webhooks/kaunt/ HTTP/1.1\r\nHost: desk.example\r\nContent-Length: 2\r\n\r\n{}");
    m_wrongMethod = call("GET /webhooks/kaunt HTTP/1.1\r\nHost: desk.example\r\n\r\n");
    QVERIFY(m_wrongPath != 0 && m_wrongMethod != 0);
}

void TestMisdirectedRow::cleanupTestCase()
{
    m_live.reset();
}

qint64 TestMisdirectedRow::call(const QByteArray& head)
{
    const QSignalSpy told(&m_live->session(), &MonitorSession::misdirectedRecorded);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost,
                         static_cast<quint16>(m_live->session().endpoints().constFirst().url.port()));
    socket.write(head);
    if (!QTest::qWaitFor([&told] { return !told.isEmpty(); }, livePatience))
        return 0;
    return told.constFirst().at(0).value<QList<DeliverySummary>>().constFirst().number;
}

bool TestMisdirectedRow::show(qint64 number)
{
    auto* list = m_live->window().findChild<DeliveryListView*>();
    const auto* model = m_live->window().findChild<DeliveryListModel*>();
    if (!QTest::qWaitFor([model, number] { return model->rowOf(number) >= 0; }, livePatience))
        return false;
    list->selectDelivery(number);
    return QTest::qWaitFor([this, number] { return fact("deliveryNumber") == QString::number(number); }, livePatience);
}

QStringList TestMisdirectedRow::visibleTabs() const
{
    QStringList titles;
    for (int i = 0; i < m_live->tabs()->count(); ++i) {
        if (m_live->tabs()->isTabVisible(i))
            titles.append(m_live->tabs()->tabText(i).remove(u'&'));
    }
    return titles;
}

void TestMisdirectedRow::saysWhatWasCalled()
{
    const auto* sentence = m_live->window().findChild<SentenceLabel*>(QStringLiteral("summarySentence"));
    QVERIFY(show(m_wrongPath));
    QVERIFY2(sentence->text().contains(u"POST /webhooks/kaunt/"), qPrintable(sentence->text()));
    QVERIFY2(sentence->text().contains(u"nearly the path “/webhooks/kaunt”"), qPrintable(sentence->text()));
    QCOMPARE(fact("origin"), QStringLiteral("from 127.0.0.1 to no endpoint"));
    QVERIFY(fact("answer").startsWith(u"404"));
    QVERIFY(fact("sha256").isEmpty() && fact("size").isEmpty()); // its body was not read
    QVERIFY(show(m_wrongMethod));
    QVERIFY2(sentence->text().contains(u"“GET” in place of POST"), qPrintable(sentence->text()));
    QCOMPARE(fact("origin"), QStringLiteral("from 127.0.0.1 to the endpoint default"));
}

void TestMisdirectedRow::hasOnlyTheTabsThatMeanSomething()
{
    QVERIFY(show(m_wrongPath));
    QCOMPARE(visibleTabs(), (QStringList{QStringLiteral("Summary"), QStringLiteral("Headers")}));
}

void TestMisdirectedRow::keepsTheChosenTabForDeliveries()
{
    QVERIFY(m_live->choose(QStringLiteral("Verified"), QStringLiteral("Model ready")));
    QVERIFY(visibleTabs().size() > 2);
    m_live->tabs()->setCurrentIndex(3);
    QVERIFY(show(m_wrongPath));
    QVERIFY(show(m_wrongMethod));
    QVERIFY(m_live->choose(QStringLiteral("Verified"), QStringLiteral("Model ready")));
    QCOMPARE(m_live->tabs()->currentIndex(), 3);
}

void TestMisdirectedRow::canNeitherBeFetchedNorCompared()
{
    QVERIFY(show(m_wrongPath));
    const QSignalSpy fetching(&m_live->session(), &MonitorSession::fetchStarted);
    QVERIFY(!m_live->action("fetchAction")->isEnabled());
    m_live->window().findChild<DetailsPanel*>()->fetchResource(); // as one that was wanted before it was read
    QCOMPARE(m_live->tabs()->currentIndex(), 0);                  // where it says that it is no delivery
    QVERIFY(fetching.isEmpty());
    QVERIFY(!m_live->action("compareAction")->isEnabled());
    m_live->window().findChild<DetailsPanel*>()->compareWithPrevious();
    QVERIFY(!m_live->window().findChild<QDialog*>(QStringLiteral("compareDialog")));
}

void TestMisdirectedRow::isExported_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<QByteArray>("fact");
    QTest::newRow("lines") << ExportFormat::JsonLines << QByteArray(R"("verdict":"misdirected")");
    QTest::newRow("csv") << ExportFormat::Csv << QByteArray("misdirected");
    QTest::newRow("har") << ExportFormat::Har << QByteArray("/webhooks/kaunt/");
    QTest::newRow("curl") << ExportFormat::Curl << QByteArray("/webhooks/kaunt/");
}

void TestMisdirectedRow::isExported()
{
    QFETCH(const ExportFormat, format);
    QFETCH(const QByteArray, fact);
    ExportRequest request;
    request.format = format;
    request.numbers = {m_wrongPath};
    request.receiver = m_live->session().endpoints().constFirst().url;
    const SystemClock clock;
    const auto queries = LogQueries::open(m_live->session().dataDirectory(), clock);
    QVERIFY(queries);
    QBuffer out;
    QVERIFY(out.open(QIODevice::WriteOnly));
    LogExport exporting(request, clock, &out);
    ExportProgress progress;
    while (!progress.isFinished) {
        const auto next = exporting.advance(**queries, std::chrono::milliseconds(100));
        QVERIFY(next);
        progress = *next;
    }
    QCOMPARE(progress.written, format == ExportFormat::Curl ? 0 : 1); // a script can but say that it is left out
    QVERIFY2(out.data().contains(fact), out.data().constData());
}

QTEST_MAIN(TestMisdirectedRow)
#include "test_misdirectedrow.moc"
