// SPDX-License-Identifier: MIT
#include "tests/core/session/sessionfixture.h"
#include "tests/support/freeport.h"
#include "tests/ui/pictures.h"
#include "ui/copyabletable.h"
#include "ui/pathchangesmodel.h"
#include "ui/pathprobesmodel.h"
#include "ui/pathtestdialog.h"
#include "ui/secretfield.h"
#include "ui/sentencelabel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The dialog over a real receiver and its log.
class TestPathTestDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsEachProbe();
    void listsWhatIsNotVerified();
    void saysThatNobodyAnswers();
    void asksForWhatIsMissing_data();
    void asksForWhatIsMissing();
    void stops();
    void asksBeforeItIsClosed();
    void takesAnotherPathBetweenTests();
    void hasAPicture();

private:
    [[nodiscard]] std::unique_ptr<PathTestDialog> open(const QUrl& url, const QByteArray& secret) const;
    [[nodiscard]] QUrl receiver() const { return m_session->endpoints().constFirst().url; }
    [[nodiscard]] static QPushButton* button(const PathTestDialog& dialog, const char* name)
    {
        return dialog.findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] static QAbstractItemModel* model(const PathTestDialog& dialog, const char* table)
    {
        return dialog.findChild<CopyableTable*>(QLatin1String(table))->model();
    }
    [[nodiscard]] static QString outcome(const PathTestDialog& dialog)
    {
        return dialog.findChild<SentenceLabel*>(QStringLiteral("pathOutcome"))->text();
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
};

void TestPathTestDialog::init()
{
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session && listens(*m_session));
}

std::unique_ptr<PathTestDialog> TestPathTestDialog::open(const QUrl& url, const QByteArray& secret) const
{
    auto dialog = std::make_unique<PathTestDialog>(PathTestDialog::Source{m_folder->path(), url, secret, {}}, m_clock);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    return dialog;
}

void TestPathTestDialog::showsEachProbe()
{
    const auto dialog = open(receiver(), sessionSecret);
    const QAbstractItemModelTester probes(model(*dialog, "pathProbes"));
    const QAbstractItemModelTester changes(model(*dialog, "pathChanges"));
    for (int time = 0; time < 2; ++time) {
        button(*dialog, "pathBegin")->click();
        QVERIFY(!button(*dialog, "pathBegin")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(button(*dialog, "pathBegin")->isEnabled(), 30'000);
        QCOMPARE(model(*dialog, "pathProbes")->rowCount(),
                 dialog->findChild<QProgressBar*>(QStringLiteral("pathProgress"))->maximum());
        QCOMPARE(model(*dialog, "pathChanges")->rowCount(), 0);
        QVERIFY(outcome(*dialog).contains(QStringLiteral("Signatures survive this path")));
    }
    QCOMPARE(model(*dialog, "pathProbes")->index(0, PathProbesModel::EffectColumn).data().toString(),
             QStringLiteral("✔ Survives"));
    QCOMPARE(m_session->log().statistics().events, 0);
}

void TestPathTestDialog::listsWhatIsNotVerified()
{
    const auto dialog = open(receiver(), "another secret");
    button(*dialog, "pathBegin")->click();
    QTRY_COMPARE_WITH_TIMEOUT(model(*dialog, "pathChanges")->rowCount(), 1, 30'000);
    const QModelIndex change = model(*dialog, "pathChanges")->index(0, PathChangesModel::ChangeColumn);
    QVERIFY(change.data().toString().contains(QStringLiteral("another secret")));
    QVERIFY(model(*dialog, "pathChanges")->index(0, 0).data().toString().startsWith(QStringLiteral("✖")));
}

void TestPathTestDialog::saysThatNobodyAnswers()
{
    const auto dialog = open(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(freePort())), sessionSecret);
    button(*dialog, "pathBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(outcome(*dialog).contains(QStringLiteral("did not arrive here")), 20'000);
    QVERIFY(button(*dialog, "pathBegin")->isEnabled());
}

void TestPathTestDialog::asksForWhatIsMissing_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("atFirst");
    QTest::addColumn<QString>("missing");
    const QString url = QStringLiteral("pathUrl");
    const QString begin = QStringLiteral("pathBegin");
    const QByteArray secret("a");
    QTest::newRow("no URL") << QString() << secret << url << url;
    QTest::newRow("another scheme") << QStringLiteral("ftp://127.0.0.1/") << secret << begin << url;
    QTest::newRow("no secret") << QStringLiteral("http://127.0.0.1:1/") << QByteArray() << begin
                               << QStringLiteral("secretLine");
}

void TestPathTestDialog::asksForWhatIsMissing()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, secret);
    const auto dialog = open(QUrl(url), secret);
    QTEST(dialog->focusWidget()->objectName(), "atFirst");
    button(*dialog, "pathBegin")->click();
    QVERIFY(!outcome(*dialog).isEmpty());
    QVERIFY(!outcome(*dialog).contains(QStringLiteral("127.0.0.1:3000"))); // what is public is asked for
    QTEST(dialog->focusWidget()->objectName(), "missing");
    QVERIFY(button(*dialog, "pathBegin")->isEnabled());
}

void TestPathTestDialog::stops()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto dialog = open(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())), sessionSecret);
    button(*dialog, "pathBegin")->click();
    QTRY_VERIFY(silent.hasPendingConnections());
    button(*dialog, "pathStop")->click();
    QVERIFY(button(*dialog, "pathBegin")->isEnabled());
    const std::unique_ptr<QTcpSocket> connection(silent.nextPendingConnection());
    QTRY_VERIFY(connection->state() != QAbstractSocket::ConnectedState);
}

void TestPathTestDialog::asksBeforeItIsClosed()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto dialog = open(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())), sessionSecret);
    QSignalSpy used(dialog.get(), &PathTestDialog::urlUsed);
    button(*dialog, "pathBegin")->click();
    QCOMPARE(used.size(), 1);
    dialog->reject();
    QVERIFY(dialog->isVisible());
    const auto* question = dialog->findChild<QMessageBox*>(QStringLiteral("stopBox"));
    QVERIFY(question && question->isVisible());
    QVERIFY2(question->text().contains(QStringLiteral("Done so far: 0. Left: ")), qPrintable(question->text()));
    question->findChild<QPushButton*>(QStringLiteral("stopAndClose"))->click();
    QVERIFY(!dialog->isVisible() && !dialog->isRunning());
}

void TestPathTestDialog::takesAnotherPathBetweenTests()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto dialog = open(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort())), sessionSecret);
    const auto* url = dialog->findChild<QLineEdit*>(QStringLiteral("pathUrl"));
    const auto* secret = dialog->findChild<SecretField*>(QStringLiteral("pathSecret"));
    button(*dialog, "pathBegin")->click();
    dialog->setPath(QUrl(QStringLiteral("https://desk.example/")), "another");
    QCOMPARE(secret->secret(), QByteArray(sessionSecret));
    button(*dialog, "pathStop")->click();
    dialog->setPath(QUrl(QStringLiteral("https://desk.example/")), "another");
    QCOMPARE(url->text(), QStringLiteral("https://desk.example/"));
    QCOMPARE(secret->secret(), QByteArray("another"));
}

/// Light and dark; kept in `pictures` beside the test programs, for people to look at.
void TestPathTestDialog::hasAPicture()
{
    const auto dialog = open(receiver(), "another secret");
    button(*dialog, "pathBegin")->click();
    QTRY_VERIFY_WITH_TIMEOUT(button(*dialog, "pathBegin")->isEnabled(), 30'000);
    constexpr int readable = 100;
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    const QPalette before = QApplication::palette();
    for (const bool isDark : {false, true}) {
        dialog->setPalette(isDark ? darkPalette() : before);
        const QImage picture = dialog->grab().toImage();
        QVERIFY(contrast(picture) > readable);
        QVERIFY(picture.save(
            folder.filePath(QStringLiteral("path-test-%1.png").arg(QLatin1String(isDark ? "dark" : "light")))));
    }
}

QTEST_MAIN(TestPathTestDialog)
#include "test_pathtestdialog.moc"
