// SPDX-License-Identifier: MIT
#include "tests/core/capture/capturefixture.h"
#include "tests/core/storage/logfixture.h"
#include "tests/ui/pictures.h"
#include "ui/capturewindow.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int patience = 30'000;

template <typename Widget>
Widget* find(const QWidget& window, const char* name)
{
    return window.findChild<Widget*>(QLatin1String(name));
}

QString textIn(const QWidget& window, const char* name)
{
    QStringList texts;
    const auto* widget = find<QWidget>(window, name);
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    const QList<QLabel*> labels = widget ? widget->findChildren<QLabel*>() : QList<QLabel*>();
    for (const QLabel* label : labels)
        texts.append(label->text());
    return texts.join(u' ');
}

} // namespace

class TestCaptureWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsTheSameListAndDetails();
    void saysWhatItIs_data();
    void saysWhatItIs();
    void sendsAndChangesNothing();
    void verifiesWithTheSecretOfTheCapture();
    void exportsAgain();
    void saysWhyItCannotBeOpened();
    void isReadableInLightAndDark();
    void leavesNothingBehind();
    void canBeClosedWhileItReads();

private:
    [[nodiscard]] std::unique_ptr<CaptureWindow> open(ExportFormat format, bool isRedacted = false);
    [[nodiscard]] std::unique_ptr<CaptureWindow> open(const QByteArray& bytes);

    std::unique_ptr<CapturedLog> m_log;
    SystemClock m_clock;
};

void TestCaptureWindow::init()
{
    m_log = std::make_unique<CapturedLog>();
    QCOMPARE(appendAll(m_log->log(), {receivedSigned(captureTestBody()), receivedSigned(captureTestBody()),
                                      receivedFaulty(QStringLiteral("body-newline")),
                                      receivedSigned(captureTestBody(QStringLiteral("another")))})
                 .size(),
             4);
    const ResourceRecord fetched{0,
                                 1,
                                 1'769'864'540'000,
                                 QStringLiteral("https://api.kaunt.com/v1/x"),
                                 200,
                                 120,
                                 1,
                                 R"({"isSuccess":true,"result":{"id":"x"}})",
                                 {},
                                 {},
                                 {}};
    QVERIFY(addAndWait(m_log->log(), fetched).id > 0);
}

std::unique_ptr<CaptureWindow> TestCaptureWindow::open(const QByteArray& bytes)
{
    m_log->write(QStringLiteral("some.kauntcap"), bytes);
    auto window = std::make_unique<CaptureWindow>(m_log->path(QStringLiteral("some.kauntcap")), m_clock,
                                                  WindowState(m_log->path(QStringLiteral("state"))));
    window->show();
    return window;
}

std::unique_ptr<CaptureWindow> TestCaptureWindow::open(ExportFormat format, bool isRedacted)
{
    auto window = open(m_log->exported(format, isRedacted));
    const auto isOpen = [&window] {
        const auto* model = window->findChild<DeliveryListModel*>();
        return model && !model->isSearching() && model->rowCount() > 0;
    };
    return QTest::qWaitFor(isOpen, patience) ? std::move(window) : nullptr;
}

void TestCaptureWindow::showsTheSameListAndDetails()
{
    const auto window = open(ExportFormat::Capture);
    QVERIFY(window);
    auto* model = window->findChild<DeliveryListModel*>();
    const QAbstractItemModelTester tester(model);
    QCOMPARE(model->rowCount(), 3); // the repeat is folded
    window->findChild<QAction*>(QStringLiteral("foldRepeatsAction"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 4, patience);
    auto* list = window->findChild<DeliveryListView*>();
    list->selectDelivery(1);
    QTRY_VERIFY_WITH_TIMEOUT(textIn(*window, "summaryPanel").contains(QStringLiteral("Nordlys A/S")), patience);
    auto* tabs = find<QTabWidget>(*window, "detailsTabs");
    for (int tab = 0; tab < tabs->count(); ++tab)
        tabs->setCurrentIndex(tab);
    QTRY_COMPARE_WITH_TIMEOUT(find<QComboBox>(*window, "fetches")->count(), 1, patience);
}

void TestCaptureWindow::saysWhatItIs_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<bool>("isRedacted");
    QTest::addColumn<QString>("words");
    QTest::newRow("bundle") << ExportFormat::Capture << false << QStringLiteral("Signatures are the capture's own");
    QTest::newRow("redacted") << ExportFormat::Capture << true << QStringLiteral("Identifiers and names are stand-ins");
    QTest::newRow("JSON lines") << ExportFormat::JsonLines << false << QStringLiteral("have no secret");
}

void TestCaptureWindow::saysWhatItIs()
{
    QFETCH(const ExportFormat, format);
    QFETCH(const bool, isRedacted);
    QFETCH(const QString, words);
    const auto window = open(format, isRedacted);
    QVERIFY(window);
    QVERIFY(window->windowTitle().contains(QStringLiteral("some.kauntcap")));
    const QString banner = textIn(*window, "captureBannerText");
    QVERIFY(find<QWidget>(*window, "captureBanner")->isVisible());
    QVERIFY2(banner.contains(QStringLiteral("This is a capture: some.kauntcap, 4 deliveries.")), qPrintable(banner));
    QVERIFY2(banner.contains(words), qPrintable(banner));
    QVERIFY(banner.contains(QStringLiteral("nothing can be sent to Kaunt")));
}

void TestCaptureWindow::sendsAndChangesNothing()
{
    const auto window = open(ExportFormat::Capture);
    QVERIFY(window);
    for (const char* name : {"fetchAction", "replayAction", "sendAction", "sendTestAction", "answerModeAction",
                             "checkEndpointAction", "toggleMarkAction", "editNoteAction", "startOrStopAction",
                             "settingsAction", "tryDemoAction", "leaveDemoAction", "connectAction"}) {
        const auto* action = window->findChild<QAction*>(QLatin1String(name));
        QVERIFY2(!action->isEnabled() && !action->isVisible(), name);
    }
    QVERIFY(!window->findChild<QAction*>(QStringLiteral("replayChosen"))->isVisible());
    for (const char* name : {"startOrStop", "sendTest", "fetch", "leaveDemo", "copyUrl", "stateText"})
        QVERIFY2(!find<QWidget>(*window, name)->isVisible(), name);
    window->findChild<DeliveryListView*>()->selectDelivery(2);
    find<QTabWidget>(*window, "detailsTabs")->setCurrentIndex(4);
    auto* fetch = find<QPushButton>(*window, "fetchButton");
    QVERIFY(fetch);
    QTRY_COMPARE_WITH_TIMEOUT(find<QComboBox>(*window, "fetches")->count(), 1, patience);
    const QString status = find<QLabel>(*window, "fetchStatus")->text();
    QVERIFY2(status.contains(QStringLiteral("Nothing is sent to Kaunt")), qPrintable(status));
    QVERIFY(!fetch->isEnabled());
    DeliverySummary summary;
    summary.number = 1;
    summary.verdict = Verdict::Verified;
    summary.event = WebhookEvent{QStringLiteral("x"), QStringLiteral("https://api.kaunt.com/v1/x"), {}, {}, {}, {}};
    QSignalSpy stored(window->session(), &MonitorSession::resourceStored);
    FetchJob* job = window->session()->fetch(summary);
    QSignalSpy finished(job, &FetchJob::finished);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    const auto outcome = finished.at(0).at(0).value<FetchOutcome>();
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Url);
    QVERIFY(stored.isEmpty());
    window->session()->startReceiver();
    QCOMPARE(window->session()->receiverState(), ReceiverState::Stopped);
}

void TestCaptureWindow::verifiesWithTheSecretOfTheCapture()
{
    const auto window = open(ExportFormat::Capture, true);
    QVERIFY(window);
    window->findChild<DeliveryListView*>()->selectDelivery(2);
    find<QTabWidget>(*window, "detailsTabs")->setCurrentIndex(3);
    auto* table = find<QTableView>(*window, "computedTable");
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience);
    QStringList cells;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        cells.append(table->model()->index(0, column).data().toString());
    QVERIFY2(cells.contains(QStringLiteral("capture")), qPrintable(cells.join(u'|')));
    QVERIFY(textIn(*window, "signaturePanel").contains(QStringLiteral("Verified")));
}

void TestCaptureWindow::exportsAgain()
{
    const auto window = open(ExportFormat::Capture, true);
    QVERIFY(window);
    window->findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    const auto* dialog = window->findChild<QDialog*>(QStringLiteral("exportDialog"));
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(textIn(*dialog, "exportCount").contains(QStringLiteral("4 deliveries")), patience);
}

void TestCaptureWindow::saysWhyItCannotBeOpened()
{
    const auto window = open("{\"type\":\"capture\",\"version\":7}\n");
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(*window, "captureProblem")->isVisible(), patience);
    const QString problem = textIn(*window, "captureProblem");
    QVERIFY2(problem.contains(QStringLiteral("can't be opened as a capture")), qPrintable(problem));
    QVERIFY2(problem.contains(QStringLiteral("later version")), qPrintable(problem));
    QVERIFY(!window->session());
    const CaptureWindow misleading(m_log->path(QStringLiteral("some\u202E.kauntcap")), m_clock,
                                   WindowState(m_log->path(QStringLiteral("state"))));
    QVERIFY(misleading.windowTitle().contains(QStringLiteral("⟨U+202E⟩")));
}

void TestCaptureWindow::isReadableInLightAndDark()
{
    const auto window = open(ExportFormat::Capture, true);
    QVERIFY(window);
    window->findChild<DeliveryListView*>()->selectDelivery(3);
    find<QTabWidget>(*window, "detailsTabs")->setCurrentIndex(3);
    QTRY_VERIFY_WITH_TIMEOUT(find<QTableView>(*window, "computedTable")->model()->rowCount() > 0, patience);
    const QDir pictures(QCoreApplication::applicationDirPath() + QStringLiteral("/../pictures"));
    QVERIFY(pictures.mkpath(QStringLiteral(".")));
    const QPalette light = QApplication::palette();
    for (const bool isDark : {false, true}) {
        QApplication::setPalette(isDark ? darkPalette() : light);
        QCoreApplication::processEvents();
        constexpr int readable = 90;
        const QPixmap banner = find<QWidget>(*window, "captureBannerText")->grab();
        QVERIFY(contrast(banner.toImage()) > readable);
        const QString name = isDark ? QStringLiteral("dark-capture.png") : QStringLiteral("capture.png");
        QVERIFY(window->grab().save(pictures.filePath(name)));
    }
    QApplication::setPalette(light);
}

void TestCaptureWindow::leavesNothingBehind()
{
    auto window = open(ExportFormat::Capture);
    QVERIFY(window);
    const QString folder = window->session()->dataDirectory();
    QVERIFY(QDir(folder).exists());
    QCOMPARE(QFileInfo(folder).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    window->close();
    window.reset();
    QVERIFY(!QDir(folder).exists());
}

void TestCaptureWindow::canBeClosedWhileItReads()
{
    QByteArray bytes = m_log->exported(ExportFormat::JsonLines, false);
    const QByteArray line = bytes.left(bytes.indexOf('\n') + 1);
    bytes.clear();
    constexpr int many = 5'000;
    for (int number = 1; number <= many; ++number)
        bytes += QByteArray(line).replace("\"delivery\":1,", "\"delivery\":" + QByteArray::number(number) + ',');
    const QTemporaryDir temporary;
    const QByteArray usual = qgetenv("TMPDIR");
    qputenv("TMPDIR", QFile::encodeName(temporary.path()));
    auto window = open(bytes);
    usual.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", usual);
    QVERIFY(!QDir(temporary.path()).isEmpty());
    window->close();
    window.reset();
    QVERIFY(QDir(temporary.path()).isEmpty());
}

QTEST_MAIN(TestCaptureWindow)
#include "test_capturewindow.moc"
