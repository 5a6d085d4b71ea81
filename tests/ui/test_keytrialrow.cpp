// SPDX-License-Identifier: MIT
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"
#include "ui/keytrialrow.h"
#include "ui/sentencelabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace kaunt;
using namespace kaunt::test;

/// The button beside an API key, with a token endpoint on a real socket.
class TestKeyTrialRow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsThatTheKeyWorks();
    void tellsWhyItDoesNot();
    void tellsWhoCannotBeReached();
    void isDisabledWhileItTries();
    void stopsByTheKeyboard();
    void takesNoFocusFromOthers();
    void asksNobodyWithoutAKey();
    void forgetsWhatCameOfAnotherKey();

private:
    void tryAt(const QUrl& base);
    [[nodiscard]] QString told() const
    {
        const auto* label = m_row->findChild<SentenceLabel*>(QStringLiteral("tryKeyOutcome"));
        return label->isVisible() ? label->text() : QString();
    }

    ManualClock m_clock;
    ApiSettings m_api;
    std::unique_ptr<QWidget> m_window;
    KeyTrialRow* m_row = nullptr;
    QPushButton* m_try = nullptr;
    QPushButton* m_stop = nullptr;
    QLineEdit* m_field = nullptr;
};

void TestKeyTrialRow::init()
{
    m_api = {};
    m_api.credentials.fallback = {QStringLiteral("client"), "s3cret"};
    m_window = std::make_unique<QWidget>();
    m_row = new KeyTrialRow(QStringLiteral("tryKey"), QStringLiteral("&Try"), QStringLiteral("Try this API key"),
                            m_clock, [this] { return m_api; });
    m_field = new QLineEdit;
    auto* layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_row);
    layout->addWidget(m_field);
    m_try = m_row->findChild<QPushButton*>(QStringLiteral("tryKey"));
    m_stop = m_row->findChild<QPushButton*>(QStringLiteral("tryKeyStop"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestKeyTrialRow::tryAt(const QUrl& base)
{
    m_api.apiBase = base;
    m_try->setFocus();
    QTest::keyClick(m_try, Qt::Key_Space);
}

void TestKeyTrialRow::tellsThatTheKeyWorks()
{
    ScriptedPeer api(
        {ScriptedPeer::status(200, R"({"access_token":"t0ken","token_type":"Bearer","expires_in":3600})")});
    QCOMPARE(m_try->accessibleName(), QStringLiteral("Try this API key"));
    QCOMPARE(told(), QString());
    tryAt(api.url());
    QTRY_COMPARE(told(), QStringLiteral("The key works: “%1” gave an access token that is valid for 1 h 0 min. Only a "
                                        "fetch shows which tenant it opens.")
                             .arg(api.url().authority()));
    QVERIFY(m_try->isEnabled() && m_try->hasFocus());
}

void TestKeyTrialRow::tellsWhyItDoesNot()
{
    ScriptedPeer api({ScriptedPeer::status(401, R"({"error":"invalid_client"})")});
    tryAt(api.url());
    QTRY_VERIFY2(told().contains(QStringLiteral("The API refused the client id or its secret (401)")),
                 qPrintable(told()));
}

void TestKeyTrialRow::tellsWhoCannotBeReached()
{
    QUrl gone;
    {
        const ScriptedPeer api({});
        gone = api.url();
    }
    tryAt(gone);
    QTRY_VERIFY2(told().contains(QStringLiteral("“%1” could not be reached").arg(gone.authority())),
                 qPrintable(told()));
}

void TestKeyTrialRow::isDisabledWhileItTries()
{
    ScriptedPeer api({QByteArray()});
    QVERIFY(!m_stop->isVisible());
    tryAt(api.url());
    QTRY_COMPARE(api.requests().size(), 1);
    QVERIFY(!m_try->isEnabled());
    QVERIFY(m_stop->isVisible());
    QVERIFY2(told().startsWith(QStringLiteral("Asking “%1”").arg(api.url().authority())), qPrintable(told()));
}

void TestKeyTrialRow::stopsByTheKeyboard()
{
    ScriptedPeer api({QByteArray()});
    tryAt(api.url());
    QTRY_COMPARE(api.requests().size(), 1);
    QVERIFY(m_stop->hasFocus());
    QTest::keyClick(m_stop, Qt::Key_Space);
    QTRY_COMPARE(api.openConnections(), 0);
    QVERIFY(m_try->isEnabled() && m_try->hasFocus());
    QVERIFY(!m_stop->isVisible());
    QCOMPARE(told(), QStringLiteral("Not tried: it was stopped."));
}

void TestKeyTrialRow::takesNoFocusFromOthers()
{
    ScriptedPeer api({QByteArray()});
    tryAt(api.url());
    QTRY_COMPARE(api.requests().size(), 1);
    m_field->setFocus();
    m_row->forget();
    QVERIFY(m_field->hasFocus());
}

void TestKeyTrialRow::asksNobodyWithoutAKey()
{
    ScriptedPeer api({});
    for (const ApiCredentials& key : {ApiCredentials{}, {QStringLiteral("client"), {}}, {{}, "s3cret"}}) {
        m_api.credentials.fallback = key;
        m_row->forget();
        tryAt(api.url());
        QVERIFY2(told().startsWith(QStringLiteral("There is nothing to try.")), qPrintable(told()));
        QVERIFY(m_try->isEnabled());
    }
    m_api.credentials.fallback = {QStringLiteral("client"), {}, QStringLiteral("kept")};
    tryAt(api.url());
    QVERIFY2(told().contains(QStringLiteral("could not be read")), qPrintable(told()));
    QCOMPARE(api.requests().size(), 0);
}

void TestKeyTrialRow::forgetsWhatCameOfAnotherKey()
{
    ScriptedPeer api({QByteArray()});
    tryAt(api.url());
    QTRY_COMPARE(api.requests().size(), 1);
    m_row->forget();
    QTRY_COMPARE(api.openConnections(), 0);
    QCOMPARE(told(), QString());
    QVERIFY(m_try->isEnabled());
}

QTEST_MAIN(TestKeyTrialRow)
#include "test_keytrialrow.moc"
