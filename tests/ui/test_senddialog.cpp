// SPDX-License-Identifier: MIT
#include "core/webhook/signatureverifier.h"
#include "tests/ui/senddialogfixture.h"
#include "ui/secretfield.h"
#include "ui/sendingsentences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// What can be chosen in the dialog, and what is sent then.
class TestSendDialog final : public SendDialogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void sendsASampleThatVerifies();
    void sendsByReturn();
    void sendsWhatIsWritten();
    void offersWhatWasWrittenLast();
    void keepsWhatIsWrittenWithAnotherEvent();
    void sendsTheChain();
    void spoilsByName();
    void leavesNothingToWriteWhereTheFaultIsTheBody();
    void sendsSoManySoOften();
    void standsInOneColumn();
    void wantsATargetAndASecret();
    void wantsTwoForTheSignatureOfAnother();
    void sendsNothingWhereTheFaultChangesNothing();
    void enablesWhatIsOfUse();
    void greysLabelsWithTheirFields();
    void beginsWithTheTargetBefore_data();
    void beginsWithTheTargetBefore();
    void isNoWiderForALongTarget();

private:
    /// Of the label in front of a field.
    [[nodiscard]] static bool isLabelEnabled(const SendDialog& dialog, const char* field);
    [[nodiscard]] QJsonObject body(qsizetype index) const
    {
        return QJsonDocument::fromJson(m_peer->requests().at(index).body).object();
    }
};

void TestSendDialog::sendsASampleThatVerifies()
{
    const auto dialog = open();
    press(*dialog, "sendBegin");
    QTRY_COMPARE(outcomeOf(*dialog), QStringLiteral("1 of 1 were answered 2xx."));
    const ReceivedRequest& received = m_peer->requests().constFirst();
    const QList<QByteArray> values = headerValues(received.headers, signatureHeaderName);
    QCOMPARE(verifySignature(received.body, values, {SigningSecret{{}, "secret"}}).verdict, Verdict::Verified);
    QVERIFY(!received.body.contains("{{"));
    const QString answers = control<QPlainTextEdit>(*dialog, "sendAnswers")->toPlainText();
    QVERIFY(answers.startsWith(QStringLiteral("Delivery 1: answered 200 within ")));
    QVERIFY(answers.endsWith(QStringLiteral(" thanks")));
}

/// From where the keyboard is at first.
void TestSendDialog::sendsByReturn()
{
    const auto dialog = open();
    QTest::keyClick(control<QComboBox>(*dialog, "sendTarget")->lineEdit(), Qt::Key_Return);
    QTRY_COMPARE(outcomeOf(*dialog), QStringLiteral("1 of 1 were answered 2xx."));
    QCOMPARE(m_peer->requests().size(), 1);
}

void TestSendDialog::sendsWhatIsWritten()
{
    const auto dialog = open();
    QSignalSpy used(dialog.get(), &SendDialog::used);
    const QString written = QStringLiteral("{\n  \"Id\": \"{{Id}}\", \"Mine\": 1.50\n}\n");
    control<QPlainTextEdit>(*dialog, "samplePayload")->setPlainText(written);
    press(*dialog, "sendBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    const QByteArray sent = m_peer->requests().constFirst().body;
    QVERIFY(sent.startsWith("{\n  \"Id\": \""));
    QVERIFY(sent.endsWith("\", \"Mine\": 1.50\n}\n"));
    QCOMPARE(used.constFirst(), (QVariantList{m_peer->url().toString(), written}));
}

void TestSendDialog::offersWhatWasWrittenLast()
{
    const auto dialog = open(QStringLiteral("mine"));
    choose(*dialog, "sampleEvent", QStringLiteral("The payload that I wrote last"));
    QCOMPARE(control<QPlainTextEdit>(*dialog, "samplePayload")->toPlainText(), QStringLiteral("mine"));
    press(*dialog, "sendBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    QCOMPARE(m_peer->requests().constFirst().body, QByteArray("mine"));
}

void TestSendDialog::keepsWhatIsWrittenWithAnotherEvent()
{
    const auto dialog = open(QStringLiteral("mine"));
    auto* payload = control<QPlainTextEdit>(*dialog, "samplePayload");
    const QString sample = payload->toPlainText();
    choose(*dialog, "sampleEvent", QStringLiteral("The payload that I wrote last"));
    choose(*dialog, "sampleEvent", QStringLiteral("Document AI, then the coding"));
    QCOMPARE(payload->toPlainText(), sample);
    payload->selectAll();
    QTest::keyClicks(payload, QStringLiteral("typed {{Id}}"));
    auto* event = control<QComboBox>(*dialog, "sampleEvent");
    event->setCurrentIndex(0);
    QCOMPARE(payload->toPlainText(), QStringLiteral("typed {{Id}}"));
    choose(*dialog, "sampleEvent", QStringLiteral("The payload that I wrote last"));
    QCOMPARE(payload->toPlainText(), QStringLiteral("mine"));
    payload->undo();
    QCOMPARE(payload->toPlainText(), QStringLiteral("typed {{Id}}"));
}

void TestSendDialog::sendsTheChain()
{
    const auto dialog = open();
    choose(*dialog, "sampleEvent", QStringLiteral("Document AI, then the coding"));
    press(*dialog, "sendBegin");
    QTRY_COMPARE(outcomeOf(*dialog), QStringLiteral("2 of 2 were answered 2xx."));
    QCOMPARE(body(0).value(QStringLiteral("EventType")).toString(), documentChain().at(0));
    QCOMPARE(body(1).value(QStringLiteral("EventType")).toString(), documentChain().at(1));
    QCOMPARE(body(0).value(QStringLiteral("CorrelationId")), body(1).value(QStringLiteral("CorrelationId")));
}

void TestSendDialog::spoilsByName()
{
    const auto dialog = open();
    choose(*dialog, "sampleFault", QStringLiteral("header-missing"));
    press(*dialog, "sendBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    QVERIFY(headerValues(m_peer->requests().constFirst().headers, signatureHeaderName).isEmpty());
}

void TestSendDialog::leavesNothingToWriteWhereTheFaultIsTheBody()
{
    const auto dialog = open();
    choose(*dialog, "sampleFault", QStringLiteral("no-json"));
    QVERIFY(!control<QPlainTextEdit>(*dialog, "samplePayload")->isEnabled());
    choose(*dialog, "sampleFault", QStringLiteral("chunked"));
    QVERIFY(control<QPlainTextEdit>(*dialog, "samplePayload")->isEnabled());
}

void TestSendDialog::sendsSoManySoOften()
{
    const auto dialog = open();
    control<QSpinBox>(*dialog, "sampleCount")->setValue(3);
    control<QSpinBox>(*dialog, "sampleRepeat")->setValue(2);
    choose(*dialog, "samplePace", QStringLiteral("All at once"));
    press(*dialog, "sendBegin");
    QTRY_COMPARE(outcomeOf(*dialog), QStringLiteral("6 of 6 were answered 2xx."));
    QSet<QByteArray> bodies;
    for (const ReceivedRequest& received : m_peer->requests())
        bodies.insert(received.body);
    QCOMPARE(bodies.size(), 3);
}

/// Though it has three forms.
void TestSendDialog::standsInOneColumn()
{
    const auto dialog = open();
    const auto edge = [&dialog](const char* name) {
        return control<QWidget>(*dialog, name)->mapTo(dialog.get(), QPoint()).x();
    };
    QTRY_COMPARE(edge("sampleEvent"), edge("sendTarget"));
    QCOMPARE(edge("sampleCount"), edge("sendTarget"));
}

void TestSendDialog::wantsATargetAndASecret()
{
    const auto dialog = open();
    const auto* send = control<QPushButton>(*dialog, "sendBegin");
    QVERIFY(send->isEnabled());
    control<QComboBox>(*dialog, "sendTarget")->setEditText(QStringLiteral("ftp://nowhere"));
    QVERIFY(!send->isEnabled());
    const auto* remark = control<QLabel>(*dialog, "targetRemark");
    const QString example = control<QComboBox>(*dialog, "sendTarget")->lineEdit()->placeholderText();
    QVERIFY(!example.isEmpty());
    QVERIFY(remark->isVisible());
    QCOMPARE(remark->text(), sentenceFor(TargetFlaw::NotUsable, example).text());
    control<QComboBox>(*dialog, "sendTarget")->setEditText(QStringLiteral("http://me:hush@127.0.0.1:1/"));
    QVERIFY(!send->isEnabled());
    QCOMPARE(remark->text(), sentenceFor(TargetFlaw::UserInfo, example).text());
    control<QComboBox>(*dialog, "sendTarget")->setEditText({});
    QVERIFY(!remark->isVisible()); // nothing is wrong yet
    control<QComboBox>(*dialog, "sendTarget")->setEditText(QStringLiteral("http://127.0.0.1:1/"));
    QVERIFY(!remark->isVisible());
    QVERIFY(send->isEnabled());
    control<SecretField>(*dialog, "sendSecret")->setSecret({});
    QVERIFY(!send->isEnabled());
}

void TestSendDialog::wantsTwoForTheSignatureOfAnother()
{
    const auto dialog = open();
    choose(*dialog, "sampleFault", faultOfTheNext());
    press(*dialog, "sendBegin");
    QVERIFY(outcomeOf(*dialog).contains(QStringLiteral("send two or more")));
    control<QSpinBox>(*dialog, "sampleCount")->setValue(2);
    press(*dialog, "sendBegin");
    QTRY_COMPARE(m_peer->requests().size(), 2);
    const auto signature = [this](qsizetype index) {
        return headerValues(m_peer->requests().at(index).headers, signatureHeaderName);
    };
    QCOMPARE(signature(0), signature(1));
}

void TestSendDialog::sendsNothingWhereTheFaultChangesNothing()
{
    const auto dialog = open();
    control<QPlainTextEdit>(*dialog, "samplePayload")->setPlainText(QStringLiteral("abc"));
    choose(*dialog, "sampleFault", QStringLiteral("body-reserialised"));
    press(*dialog, "sendBegin");
    QVERIFY2(outcomeOf(*dialog).contains(u"changes nothing"), qPrintable(outcomeOf(*dialog)));
    QVERIFY(m_peer->requests().isEmpty());
}

void TestSendDialog::enablesWhatIsOfUse()
{
    const auto dialog = open();
    QVERIFY(!control<QWidget>(*dialog, "sampleRepeatAfter")->isEnabled());
    QVERIFY(!control<QWidget>(*dialog, "sampleRate")->isEnabled());
    QVERIFY(!control<QWidget>(*dialog, "sampleTimeLapse")->isEnabled());
    control<QSpinBox>(*dialog, "sampleRepeat")->setValue(2);
    control<QSpinBox>(*dialog, "sampleRepeatAfter")->setValue(5);
    QVERIFY(!control<QWidget>(*dialog, "sampleShuffle")->isEnabled());
    choose(*dialog, "samplePace", QStringLiteral("At a rate"));
    QVERIFY(control<QWidget>(*dialog, "sampleRate")->isEnabled());
    control<QCheckBox>(*dialog, "sampleRetry")->setChecked(true);
    QVERIFY(control<QWidget>(*dialog, "sampleTimeLapse")->isEnabled());
}

bool TestSendDialog::isLabelEnabled(const SendDialog& dialog, const char* field)
{
    const auto labels = dialog.findChildren<QLabel*>();
    const auto found = std::find_if(labels.cbegin(), labels.cend(), [field](const QLabel* label) {
        return label->buddy() && label->buddy()->objectName() == QLatin1String(field);
    });
    if (found == labels.cend())
        qFatal("%s has no label", field);
    return (*found)->isEnabled();
}

void TestSendDialog::greysLabelsWithTheirFields()
{
    m_peer->setAnswers({QByteArray()});
    const auto dialog = open();
    const auto fields = {"targetField", "sendSecret", "samplePayload", "sampleRepeat"};
    for (const char* field : fields)
        QVERIFY2(isLabelEnabled(*dialog, field), field);
    choose(*dialog, "sampleFault", QStringLiteral("no-json"));
    QVERIFY(!isLabelEnabled(*dialog, "samplePayload"));
    choose(*dialog, "sampleFault", QStringLiteral("Nothing"));
    press(*dialog, "sendBegin");
    for (const char* field : fields)
        QVERIFY2(!isLabelEnabled(*dialog, field), field);
    press(*dialog, "sendStop");
    for (const char* field : fields)
        QVERIFY2(isLabelEnabled(*dialog, field), field);
}

void TestSendDialog::beginsWithTheTargetBefore_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<int>("count");
    const QString first = QStringLiteral("http://127.0.0.1:1/a");
    const QString second = QStringLiteral("http://127.0.0.1:1/b");
    const QString other = QStringLiteral("http://127.0.0.1:2/");
    QTest::newRow("none") << QString() << first << 2;
    QTest::newRow("one of ours") << second << second << 2;
    QTest::newRow("another") << other << other << 3;
}

void TestSendDialog::beginsWithTheTargetBefore()
{
    QFETCH(const QString, last);
    SendDialog::Source source{
        {QStringLiteral("http://127.0.0.1:1/a"), QStringLiteral("http://127.0.0.1:1/b")}, "secret", {}, {}};
    source.lastTarget = last;
    const SendDialog dialog(source, m_clock);
    const auto* target = control<QComboBox>(dialog, "sendTarget");
    QTEST(target->currentText(), "shown");
    QTEST(target->count(), "count");
}

void TestSendDialog::isNoWiderForALongTarget()
{
    const QString target = QStringLiteral("http://127.0.0.1:3000/");
    const SendDialog ofLong({{target + QString(1'000, u'w')}, "secret", {}, {}}, m_clock);
    const SendDialog ofShort({{target}, "secret", {}, {}}, m_clock);
    QCOMPARE(ofLong.sizeHint().width(), ofShort.sizeHint().width());
}

QTEST_MAIN(TestSendDialog)
#include "test_senddialog.moc"
