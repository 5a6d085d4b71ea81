// SPDX-License-Identifier: MIT
#include "tests/ui/connectpagefixture.h"
#include "ui/secretfield.h"
#include "ui/settingswording.h"
#include "ui/valuefield.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The guided page: what is entered there, what it refuses, and what becomes of the settings.
class TestConnectPage final : public ConnectPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void showsWhatIsSet();
    void showsTheUrlAsItIsTyped();
    void refusesAPathThatIsNone_data();
    void refusesAPathThatIsNone();
    void savesWhatWasEntered();
    void keepsTheOtherSecrets();
    void makesNoSecretOfAnEmptyField();
    void wantsTheIdOfAClientSecret();
    void asksBeforeWhatWasEnteredIsLost_data();
    void asksBeforeWhatWasEnteredIsLost();
    void staysWhereItCannotBeSaved();
    void leavesWithoutAQuestionWhereNothingWasEntered();
    void escapeCancels();
    void leavesNoPortThatItDidNotGet();
    void saysThatThePortBeforeIsLeft();
    void givesTheSettingsBackOnCancel();
    void standsInOneColumn();
    void saysWhereTheSecretIsKept();
    void namesEveryControl();
};

void TestConnectPage::showsWhatIsSet()
{
    Settings settings;
    settings.receiver.port = 9'123;
    settings.receiver.endpoints[0].path = QStringLiteral("/hooks");
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("old"), "gone", true},
                                              SigningSecret{QStringLiteral("new"), secret, false}};
    settings.api.credentials.fallback = {QStringLiteral("client"), "client secret"};
    openPage(settings);
    QCOMPARE(child<QLineEdit>("endpointPath")->text(), QStringLiteral("/hooks"));
    QCOMPARE(child<QSpinBox>("port")->value(), 9'123);
    QCOMPARE(child<SecretField>("webhookSecret")->secret(), secret);
    QCOMPARE(child<QLineEdit>("clientId")->text(), QStringLiteral("client"));
    QCOMPARE(child<SecretField>("clientSecret")->secret(), QByteArray("client secret"));
    QCOMPARE(m_page->entered(), settings);
}

void TestConnectPage::showsTheUrlAsItIsTyped()
{
    child<QSpinBox>("port")->setValue(8'080);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/in/kaunt"));
    QCOMPARE(child<ValueField>("localUrl")->value(), QStringLiteral("http://127.0.0.1:8080/in/kaunt"));
}

void TestConnectPage::refusesAPathThatIsNone_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("empty") << QString();
    QTest::newRow("no slash") << QStringLiteral("webhooks");
    QTest::newRow("a URL") << QStringLiteral("https://example.org/webhooks");
    QTest::newRow("a query") << QStringLiteral("/webhooks?a=1");
    QTest::newRow("a fragment") << QStringLiteral("/webhooks#a");
    QTest::newRow("a blank") << QStringLiteral("/web hooks");
    QTest::newRow("a blank at the end") << QStringLiteral("/webhooks ");
    QTest::newRow("too long") << QString(u'/' + QString(1'024, u'a'));
}

void TestConnectPage::refusesAPathThatIsNone()
{
    QFETCH(const QString, path);
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/webhooks"));
    QVERIFY(child<QPushButton>("finishConnect")->isEnabled());
    QVERIFY(!child<QLabel>("pathRemark")->isVisible());
    child<QLineEdit>("endpointPath")->setText(path);
    const auto* remark = child<QLabel>("pathRemark");
    QVERIFY(remark->isVisible());
    QTRY_VERIFY2(remark->height() >= remark->heightForWidth(remark->width()), "it has no room");
    QVERIFY(!child<QPushButton>("runTest")->isEnabled());
    QVERIFY(!child<QPushButton>("finishConnect")->isEnabled());
    QCOMPARE(child<ValueField>("localUrl")->value(), QString());
}

void TestConnectPage::savesWhatWasEntered()
{
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/in"));
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QLineEdit>("clientId")->setText(QStringLiteral(" client "));
    child<SecretField>("clientSecret")->setSecret("client secret");
    const QSignalSpy chosen(m_page.get(), &ConnectPage::settingsChosen);
    const QSignalSpy finished(m_page.get(), &ConnectPage::finished);
    child<QPushButton>("finishConnect")->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(finished.size(), 1);
    const auto settings = chosen.at(0).at(0).value<Settings>();
    QCOMPARE(settings, m_session->settings());
    QCOMPARE(settings.receiver.endpoints.size(), 1);
    QCOMPARE(settings.receiver.endpoints.constFirst().path, QStringLiteral("/in"));
    QCOMPARE(settings.receiver.endpoints.constFirst().secrets,
             QList({SigningSecret{QStringLiteral("current"), secret, false}}));
    QCOMPARE(settings.api.credentials.fallback.clientId, QStringLiteral("client"));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
}

void TestConnectPage::keepsTheOtherSecrets()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("old"), "gone", true},
                                              SigningSecret{QStringLiteral("new"), "first", false}};
    openPage(settings);
    child<SecretField>("webhookSecret")->setSecret(secret);
    const QList<SigningSecret> secrets = m_page->entered().receiver.endpoints.constFirst().secrets;
    QCOMPARE(secrets, QList({SigningSecret{QStringLiteral("current"), secret, false},
                             SigningSecret{QStringLiteral("old"), "gone", true},
                             SigningSecret{QStringLiteral("new"), "first", false}}));
    child<SecretField>("webhookSecret")->setSecret("first");
    QCOMPARE(m_page->entered().receiver.endpoints.constFirst().secrets, settings.receiver.endpoints[0].secrets);
}

void TestConnectPage::makesNoSecretOfAnEmptyField()
{
    child<SecretField>("webhookSecret")->setSecret(secret);
    runTest();
    child<SecretField>("webhookSecret")->setSecret({});
    QVERIFY(m_page->entered().receiver.endpoints.constFirst().secrets.isEmpty());
    child<QPushButton>("finishConnect")->click();
    QVERIFY(m_session->settings().receiver.endpoints.constFirst().secrets.isEmpty());
}

/// Without it the secret would be lost, in whatever way it is saved.
void TestConnectPage::wantsTheIdOfAClientSecret()
{
    const QSignalSpy chosen(m_page.get(), &ConnectPage::settingsChosen);
    m_page->resize(600, 300);
    child<SecretField>("clientSecret")->setSecret("client secret");
    const auto* remark = child<QLabel>("clientIdRemark");
    QVERIFY(remark->isVisible());
    QCOMPARE(remark->text(), flawText(SettingsFlaw::ClientIdMissing));
    QTRY_VERIFY2(remark->height() >= remark->heightForWidth(remark->width()), "it has no room");
    child<QPushButton>("finishConnect")->click();
    QCOMPARE(m_page->focusWidget(), child<QLineEdit>("clientId"));
    QVERIFY(!child<QLineEdit>("clientId")->visibleRegion().isEmpty());
    QVERIFY(!m_page->mayLeave([] {}));
    child<QPushButton>("saveEntered")->click();
    QCOMPARE(chosen.size(), 0);
    child<QLineEdit>("clientId")->setText(QStringLiteral("client"));
    QVERIFY(!remark->isVisible());
    child<QPushButton>("finishConnect")->click();
    QCOMPARE(chosen.size(), 1);
}

void TestConnectPage::asksBeforeWhatWasEnteredIsLost_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<int>("saved");
    QTest::addColumn<bool>("isLeft");
    QTest::newRow("saved") << QByteArray("saveEntered") << 1 << true;
    QTest::newRow("discarded") << QByteArray("discardEntered") << 0 << true;
    QTest::newRow("neither") << QByteArray() << 0 << false;
}

void TestConnectPage::asksBeforeWhatWasEnteredIsLost()
{
    QFETCH(const QByteArray, button);
    QFETCH(const int, saved);
    QFETCH(const bool, isLeft);
    child<SecretField>("webhookSecret")->setSecret(secret);
    const QSignalSpy chosen(m_page.get(), &ConnectPage::settingsChosen);
    int left = 0;
    QVERIFY(!m_page->mayLeave([&left] { ++left; }));
    QVERIFY(!m_page->mayLeave([&left] { ++left; })); // asked already
    auto* box = child<QMessageBox>("unsavedBox");
    QVERIFY(box && box->isVisible());
    if (button.isEmpty())
        box->reject();
    else
        child<QPushButton>(button.constData())->click();
    QCOMPARE(chosen.size(), saved);
    QCOMPARE(left, isLeft && saved == 0 ? 1 : 0); // what is being saved may fail yet
    m_page->takeSaved(true);
    QCOMPARE(left, isLeft ? 1 : 0);
    QTRY_VERIFY(!child<QMessageBox>("unsavedBox"));
    QCOMPARE(m_page->mayLeave([] {}), isLeft);
}

/// With what was entered, which can be saved later.
void TestConnectPage::staysWhereItCannotBeSaved()
{
    child<SecretField>("webhookSecret")->setSecret(secret);
    const QSignalSpy finished(m_page.get(), &ConnectPage::finished);
    int left = 0;
    QVERIFY(!m_page->mayLeave([&left] { ++left; }));
    child<QPushButton>("saveEntered")->click();
    m_page->takeSaved(false);
    m_page->takeSaved(true); // of something else
    QCOMPARE(left, 0);
    QCOMPARE(finished.size(), 0);
    QCOMPARE(child<SecretField>("webhookSecret")->secret(), secret);
    QTRY_VERIFY(!child<QMessageBox>("unsavedBox"));
    QVERIFY(!m_page->mayLeave([&left] { ++left; }));
    child<QPushButton>("saveEntered")->click();
    m_page->takeSaved(true);
    QCOMPARE(left, 1);
    QCOMPARE(finished.size(), 1);
    QVERIFY(m_page->mayLeave([] {}));
}

void TestConnectPage::leavesWithoutAQuestionWhereNothingWasEntered()
{
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<SecretField>("webhookSecret")->setSecret({});
    QVERIFY(m_page->mayLeave([] {}));
    const QSignalSpy cancelled(m_page.get(), &ConnectPage::cancelled);
    child<QPushButton>("cancelConnect")->click();
    QCOMPARE(cancelled.size(), 1);
}

void TestConnectPage::escapeCancels()
{
    const QSignalSpy cancelled(m_page.get(), &ConnectPage::cancelled);
    auto* path = child<QLineEdit>("endpointPath");
    path->setText(QStringLiteral("/in"));
    QTest::keyClick(path, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 0);
    child<QPushButton>("discardEntered")->click();
    QCOMPARE(cancelled.size(), 1);
}

void TestConnectPage::givesTheSettingsBackOnCancel()
{
    const Settings before = m_session->settings();
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/in"));
    runTest();
    QVERIFY(m_session->settings() != before);
    const QSignalSpy chosen(m_page.get(), &ConnectPage::settingsChosen);
    const QSignalSpy cancelled(m_page.get(), &ConnectPage::cancelled);
    child<QPushButton>("cancelConnect")->click();
    QCOMPARE(cancelled.size(), 0);
    child<QPushButton>("discardEntered")->click();
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(m_session->settings(), before);
}

void TestConnectPage::leavesNoPortThatItDidNotGet()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Settings settings;
    settings.receiver.port = other.serverPort();
    openPage(settings);
    m_session->startReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Failed, patience);
    m_page = std::make_unique<ConnectPage>(*m_session, *m_secrets);
    m_page->show();
    child<QSpinBox>("port")->setValue(9'124);
    QVERIFY(!child<QLabel>("portRemark")->isVisible());
}

void TestConnectPage::saysThatThePortBeforeIsLeft()
{
    Settings settings;
    settings.receiver.port = 9'123;
    openPage(settings);
    const auto portRemark = [this] { return child<QLabel>("portRemark"); };
    child<QSpinBox>("port")->setValue(9'124);
    QVERIFY(!portRemark()->isVisible()); // nothing listens there
    m_session->startReceiver();
    m_page = std::make_unique<ConnectPage>(*m_session, *m_secrets);
    m_page->show();
    QVERIFY(!portRemark()->isVisible());
    child<QSpinBox>("port")->setValue(9'124);
    QVERIFY(portRemark()->isVisible());
    QVERIFY(portRemark()->text().contains(QStringLiteral("9123")));
}

/// Though it has three forms; and its buttons end where they do.
void TestConnectPage::standsInOneColumn()
{
    m_page->resize(1'200, 700);
    const auto left = [this](const char* name) { return child<QWidget>(name)->mapTo(m_page.get(), QPoint()).x(); };
    QTRY_COMPARE(left("webhookSecret"), left("endpointPath"));
    QCOMPARE(left("clientId"), left("endpointPath"));
    const auto* finish = child<QPushButton>("finishConnect");
    const int end = finish->mapTo(m_page.get(), QPoint(finish->width(), 0)).x();
    QVERIFY(end < 1'100); // at the window's edge there is nothing that it belongs to
}

void TestConnectPage::saysWhereTheSecretIsKept()
{
    QVERIFY(child<QLabel>("secretPlace")->text().contains(m_folder->path()));
    QVERIFY(!child<QLabel>("secretPlace")->text().contains(QStringLiteral("found"))); // none was looked for
}

void TestConnectPage::namesEveryControl()
{
    int controls = 0;
    const QList<QWidget*> widgets = m_page->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        ++controls;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 8);
}

QTEST_MAIN(TestConnectPage)
#include "test_connectpage.moc"
