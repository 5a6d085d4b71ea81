// SPDX-License-Identifier: MIT
#include "tests/ui/samplesettings.h"
#include "ui/choicetable.h"
#include "ui/forwardingpage.h"
#include "ui/forwardtargetsmodel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The settings page of the targets: it gives back what it took, edits the chosen one and says what can't be.
class TestForwardingPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesBackWhatItTook_data();
    void givesBackWhatItTook();
    void tellsEachInTheTable();
    void editsTheChosenOne();
    void tellsWhatATargetWasBefore();
    void passesThrough();
    void saysThatAnEndpointHasOneAnswer();
    void followsTheEndpoints();
    void takesNoEndpointOfItsOwn();
    void addsAndRemoves();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void leadsToWhatIsWrong();

private:
    template <typename Kind>
    [[nodiscard]] Kind* child(const char* name) const
    {
        return m_page->findChild<Kind*>(QLatin1String(name));
    }
    [[nodiscard]] ChoiceTable* table() const { return child<ChoiceTable>("forwardTargets"); }
    [[nodiscard]] QList<ForwardSettings> written() const;

    std::unique_ptr<ForwardingPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestForwardingPage::init()
{
    m_tester.reset();
    m_page = std::make_unique<ForwardingPage>();
    m_tester = std::make_unique<QAbstractItemModelTester>(table()->model(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_page->read(unusualSettings());
}

QList<ForwardSettings> TestForwardingPage::written() const
{
    Settings settings;
    m_page->write(settings);
    return settings.forwards;
}

void TestForwardingPage::givesBackWhatItTook_data()
{
    QTest::addColumn<Settings>("settings");
    QTest::newRow("none") << Settings();
    QTest::newRow("unusual") << unusualSettings();
}

void TestForwardingPage::givesBackWhatItTook()
{
    QFETCH(const Settings, settings);
    const QSignalSpy edited(m_page.get(), &SettingsPage::edited);
    m_page->read(settings);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        table()->choose(row);
    QCOMPARE(written(), settings.forwards);
    QVERIFY(edited.isEmpty());
    QVERIFY(m_page->problem().isEmpty());
    QCOMPARE(child<QLineEdit>("forwardUrl")->isEnabled(), !settings.forwards.isEmpty());
}

void TestForwardingPage::tellsEachInTheTable()
{
    const QAbstractItemModel& model = *table()->model();
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, ForwardTargetsModel::UrlColumn), QStringLiteral("http://localhost:3000/hooks?desk=1"));
    QCOMPARE(text(0, ForwardTargetsModel::DeliveriesColumn), QStringLiteral("Verified, of nordlys, company:nordlys"));
    QCOMPARE(text(0, ForwardTargetsModel::StateColumn), QStringLiteral("Answers"));
    QCOMPARE(text(1, ForwardTargetsModel::DeliveriesColumn), QStringLiteral("All"));
    QCOMPARE(text(1, ForwardTargetsModel::StateColumn), QStringLiteral("Paused"));
}

void TestForwardingPage::editsTheChosenOne()
{
    table()->choose(1);
    const QSignalSpy edited(m_page.get(), &SettingsPage::edited);
    child<QCheckBox>("forwardPaused")->click();
    child<QCheckBox>("forwardVerifiedOnly")->click();
    child<QSpinBox>("forwardConcurrency")->setValue(9);
    child<QSpinBox>("forwardAttempts")->setValue(3);
    QTest::keyClicks(child<QLineEdit>("forwardFilter"), QStringLiteral("type:failed"));
    QVERIFY(edited.size() >= 5);
    ForwardSettings expected = unusualSettings().forwards.at(1);
    expected.isPaused = false;
    expected.isVerifiedOnly = true;
    expected.concurrency = 9;
    expected.attempts = 3;
    expected.filter = QStringLiteral("type:failed");
    QCOMPARE(written(), (QList<ForwardSettings>{unusualSettings().forwards.at(0), expected}));
}

/// So that what waits for it goes on to where it is now.
void TestForwardingPage::tellsWhatATargetWasBefore()
{
    auto* url = child<QLineEdit>("forwardUrl");
    const auto change = [url](const QString& text) {
        url->selectAll();
        QTest::keyClicks(url, text);
    };
    table()->choose(1);
    const QUrl before = unusualSettings().forwards.at(1).url;
    const QUrl corrected(QStringLiteral("http://corrected.example/"));
    change(corrected.toString());
    QCOMPARE(written().at(1).url, corrected);
    QCOMPARE(written().at(1).formerUrl, before);
    const QList<ForwardSettings> applied = written();
    m_page->takeApplied();
    QCOMPARE(written(), applied);
    change(QStringLiteral("http://again.example/"));
    QCOMPARE(written().at(1).formerUrl, corrected);
    child<QPushButton>("addForwardTarget")->click();
    change(QStringLiteral("http://new.example/"));
    QCOMPARE(written().constLast().url, QUrl(QStringLiteral("http://new.example/")));
    QVERIFY(written().constLast().formerUrl.isEmpty());
}

void TestForwardingPage::passesThrough()
{
    auto* box = child<QCheckBox>("forwardPassThrough");
    auto* endpoint = child<QComboBox>("forwardPassThroughEndpoint");
    QVERIFY(box->isChecked());
    QCOMPARE(endpoint->currentText(), QStringLiteral("nordlys"));
    QVERIFY(!child<QCheckBox>("forwardVerifiedOnly")->isEnabled()); // it is for no others
    QVERIFY(!child<QSpinBox>("forwardAttempts")->isEnabled());
    const QSignalSpy edited(m_page.get(), &SettingsPage::edited);
    endpoint->setCurrentIndex(0);
    Q_EMIT endpoint->activated(0);
    QCOMPARE(written().at(0).passThroughEndpoint, QString());
    QVERIFY(written().at(0).isPassThrough);
    box->click();
    QVERIFY(!written().at(0).isPassThrough);
    QVERIFY(!endpoint->isEnabled());
    QVERIFY(child<QCheckBox>("forwardVerifiedOnly")->isEnabled());
    QVERIFY(child<QSpinBox>("forwardAttempts")->isEnabled());
    QCOMPARE(edited.size(), 2);
}

void TestForwardingPage::saysThatAnEndpointHasOneAnswer()
{
    table()->choose(1);
    child<QCheckBox>("forwardPassThrough")->click();
    auto* endpoint = child<QComboBox>("forwardPassThroughEndpoint");
    QCOMPARE(endpoint->currentText(), QStringLiteral("All endpoints"));
    const QString problem = m_page->problem();
    QVERIFY(problem.startsWith(QStringLiteral("Another target passes through for this endpoint already.")));
    QCOMPARE(child<QLabel>("forwardPassThroughRemark")->text(), problem);
    table()->choose(0);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->showProblem();
    QCOMPARE(table()->chosen(), 1);
    QVERIFY(child<QCheckBox>("forwardPassThrough")->hasFocus());
    endpoint->setCurrentIndex(endpoint->findText(QStringLiteral("default")));
    Q_EMIT endpoint->activated(endpoint->currentIndex());
    QVERIFY(m_page->problem().isEmpty());
}

/// The endpoints are another page's.
void TestForwardingPage::followsTheEndpoints()
{
    Settings edited = unusualSettings();
    edited.receiver.endpoints[1].name = QStringLiteral("sydlys");
    m_page->follow(edited);
    QCOMPARE(m_page->problem(), QStringLiteral("There is no endpoint of this name. Choose another."));
    auto* endpoint = child<QComboBox>("forwardPassThroughEndpoint");
    QCOMPARE(endpoint->currentText(), QStringLiteral("nordlys"));
    endpoint->setCurrentIndex(endpoint->findText(QStringLiteral("sydlys")));
    Q_EMIT endpoint->activated(endpoint->currentIndex());
    QVERIFY(m_page->problem().isEmpty());
    QCOMPARE(written().at(0).passThroughEndpoint, QStringLiteral("sydlys"));
}

/// Where they are is told by other pages, at any time.
void TestForwardingPage::takesNoEndpointOfItsOwn()
{
    Settings edited = unusualSettings();
    edited.receiver.address = QHostAddress::LocalHost;
    edited.receiver.port = 3'000;
    edited.receiver.endpoints[0].path = QStringLiteral("/hooks");
    m_page->follow(edited);
    QVERIFY(m_page->problem().startsWith(QStringLiteral("This program itself listens there")));
    QCOMPARE(child<QLabel>("forwardUrlRemark")->text(), m_page->problem());
    edited.receiver.port = 3'001;
    m_page->follow(edited);
    QVERIFY(m_page->problem().isEmpty());
    QCOMPARE(child<QLabel>("forwardUrlRemark")->text(), QString());
}

void TestForwardingPage::addsAndRemoves()
{
    child<QPushButton>("addForwardTarget")->click();
    QCOMPARE(table()->chosen(), 2);
    QCOMPARE(m_page->problem(), QStringLiteral("Enter the URL that deliveries go on to."));
    QTest::keyClicks(child<QLineEdit>("forwardUrl"), QStringLiteral(" http://localhost:4000/a%20b "));
    QVERIFY(m_page->problem().isEmpty());
    ForwardSettings added;
    added.url = QUrl(QStringLiteral("http://localhost:4000/a%20b"));
    QCOMPARE(written().value(2), added);
    for (int left = 3; left > 0; --left) {
        QCOMPARE(written().size(), left);
        child<QPushButton>("removeForwardTarget")->click();
    }
    QVERIFY(written().isEmpty());
    QVERIFY(!child<QPushButton>("removeForwardTarget")->isEnabled());
}

void TestForwardingPage::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWrong");
    const auto row = [](const char* name, const char* field, const char* text, bool isWrong) {
        QTest::newRow(name) << QByteArray(field) << QString::fromLatin1(text) << isWrong;
    };
    row("a URL", "forwardUrl", "http://192.168.1.20/x?y=z", false);
    row("no scheme", "forwardUrl", "localhost:3000", true);
    row("a password", "forwardUrl", "http://me:pass@h.example/", true);
    row("a fragment", "forwardUrl", "http://h.example/#x", true);
    row("that of another", "forwardUrl", "http://localhost:3000/hooks?desk=1", true);
    row("another scheme", "forwardUrl", "file:///etc/passwd", true);
    row("a filter", "forwardFilter", "-company:nordlys \"a b\"", false);
    row("an unknown field", "forwardFilter", "colour:red", true);
    row("a quote that is open", "forwardFilter", "\"a", true);
}

void TestForwardingPage::saysWhatIsWrong()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QString, text);
    table()->choose(1);
    auto* edit = child<QLineEdit>(field.constData());
    edit->clear();
    QTest::keyClicks(edit, text);
    QTEST(!m_page->problem().isEmpty(), "isWrong");
    QCOMPARE(child<QLabel>((field + "Remark").constData())->text(), m_page->problem());
}

void TestForwardingPage::leadsToWhatIsWrong()
{
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTest::keyClicks(child<QLineEdit>("forwardFilter"), QStringLiteral(" id:"));
    table()->choose(1);
    m_page->showProblem();
    QCOMPARE(table()->chosen(), 0);
    QVERIFY(child<QLineEdit>("forwardFilter")->hasFocus());
}

QTEST_MAIN(TestForwardingPage)
#include "test_forwardingpage.moc"
