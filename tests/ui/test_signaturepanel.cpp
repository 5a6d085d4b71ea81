// SPDX-License-Identifier: MIT
#include "tests/ui/panelparts.h"
#include "tests/ui/samplerecords.h"
#include "ui/computedsignaturesmodel.h"
#include "ui/copyabletable.h"
#include "ui/deliverywording.h"
#include "ui/sentencelabel.h"
#include "ui/signaturepanel.h"
#include "ui/valuefield.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// How the check of a delivery went, told from what is kept of it and the secrets there are.
class TestSignaturePanel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSignatureOfAVerifiedDelivery();
    void theSignatureOfAMismatch();
    void theSignatureThatIsMalformed();
    void theSignatureOfACutBody();
    void theSignatureWithoutSecrets();
    void theSignatureBySecretsThatCameSince();
    void theSignatureThatIsWrittenOtherwise();
    void theSecretsOfAnEndpointThatWasRenamed();
};

void TestSignaturePanel::theSignatureOfAVerifiedDelivery()
{
    SignaturePanel panel;
    panel.showSignature(completed(), sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "verdict")->text().contains(u"hexadecimal"));
    QVERIFY(find<QLabel>(panel, "verdict")->text().contains(u"“current”"));
    QVERIFY(!find<SentenceLabel>(panel, "signatureSentence")->isVisible());
    QVERIFY(find<QPlainTextEdit>(panel, "signatureDifference")->toPlainText().contains(u"No difference."));
}

void TestSignaturePanel::theSignatureOfAMismatch()
{
    const DeliveryRecord delivery = mismatchRecord("{}");
    SignaturePanel panel;
    panel.showSignature(delivery, sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "verdict")->text().startsWith(u'✖'));
    QVERIFY(find<SentenceLabel>(panel, "signatureSentence")->isVisible());
    QCOMPARE(fact(panel, "receivedSignature"),
             QString::fromLatin1(headerValues(delivery.headers, signatureHeaderName).constFirst()));
    auto* difference = find<QPlainTextEdit>(panel, "signatureDifference");
    QVERIFY(difference->isVisible());
    QVERIFY(difference->toPlainText().contains(u'^'));
    const QString before = difference->toPlainText();
    find<CopyableTable>(panel, "computedTable")->selectRow(1);
    QVERIFY(difference->toPlainText() != before);
}

void TestSignaturePanel::theSignatureThatIsMalformed()
{
    SignaturePanel panel;
    panel.showSignature(malformedRecord("{}", "not a \xE2\x80\xAE signature"), sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "verdict")->text().contains(u"Malformed"));
    QVERIFY(find<SentenceLabel>(panel, "signatureSentence")->text().contains(u"no signature"));
    QVERIFY(find<ValueField>(panel, "receivedSignature")->shownText().contains(u"⟨U+202E⟩"));
    QCOMPARE(find<CopyableTable>(panel, "computedTable")->model()->rowCount(), 2);
}

void TestSignaturePanel::theSignatureOfACutBody()
{
    DeliveryRecord delivery = mismatchRecord("{}");
    delivery.summary.bodyBytes = 100'000;
    SignaturePanel panel;
    panel.showSignature(delivery, sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "signatureNote")->text().contains(u"too long"));
    QVERIFY(!find<CopyableTable>(panel, "computedTable")->isVisible());
    QVERIFY(!find<QPlainTextEdit>(panel, "signatureDifference")->isVisible());
    panel.resize(800, 600);
    QTRY_VERIFY(find<QLabel>(panel, "signatureNote")->geometry().bottom() < 300); // together with what is above
}

void TestSignaturePanel::theSignatureWithoutSecrets()
{
    SignaturePanel panel;
    panel.showSignature(completed(), QList<SigningSecret>());
    panel.show();
    QVERIFY(find<QLabel>(panel, "signatureNote")->text().contains(u"no secret"));
    QVERIFY(!find<CopyableTable>(panel, "computedTable")->isVisible());
    panel.showSignature(completed(), {});
    QVERIFY(find<QLabel>(panel, "signatureNote")->text().contains(u"“default” any more"));
    QVERIFY(!find<CopyableTable>(panel, "computedTable")->isVisible());
}

/// What another secret would give says nothing of it.
void TestSignaturePanel::theSignatureBySecretsThatCameSince()
{
    SignaturePanel panel;
    panel.showSignature(completed(), QList<SigningSecret>{{QStringLiteral("current"), "another", false}});
    panel.show();
    const auto* note = find<QLabel>(panel, "signatureNote");
    QVERIFY(note->isVisible() && note->text().contains(u"changed or removed"));
    QVERIFY(!find<QPlainTextEdit>(panel, "signatureDifference")->isVisible());
    SigningSecret unread;
    unread.name = QStringLiteral("current");
    unread.unread = QStringLiteral("locked");
    panel.showSignature(completed(), QList<SigningSecret>{unread});
    QVERIFY(!note->isVisible()); // which may be the one
    panel.showSignature(completed(), sampleSecrets());
    QVERIFY(!note->isVisible() && find<QPlainTextEdit>(panel, "signatureDifference")->isVisible());
}

void TestSignaturePanel::theSignatureThatIsWrittenOtherwise()
{
    const QByteArray right = hmacSha256(sampleSecret, "{}").toHex();
    SignaturePanel panel;
    panel.showSignature(malformedRecord("{}", '"' + right + '"'), sampleSecrets());
    panel.show();
    const auto* difference = find<QPlainTextEdit>(panel, "signatureDifference");
    const QString marks = difference->toPlainText().section(u'\n', 2);
    QCOMPARE(marks.trimmed(), u'^' + QString(right.size(), u' ') + u'^');
    auto* table = find<CopyableTable>(panel, "computedTable");
    QVERIFY(table->model()->index(0, ComputedSignaturesModel::ResultColumn).data().toString().contains(u"otherwise"));
    table->selectRow(1);
    QVERIFY(difference->toPlainText().count(u'^') > 32); // that one differs
    panel.showSignature(malformedRecord("{}", right.toBase64()), sampleSecrets());
    QVERIFY(difference->toPlainText().contains(u"in a writing that is not accepted"));
}

/// Its path leads to the same secrets; or nothing is left of it.
void TestSignaturePanel::theSecretsOfAnEndpointThatWasRenamed()
{
    DeliveryRecord delivery = completed();
    delivery.target = "/webhooks/kaunt?x=1";
    Endpoint endpoint;
    endpoint.secrets = sampleSecrets();
    QVERIFY(secretsByNow({endpoint}, delivery) == sampleSecrets());
    endpoint.name = QStringLiteral("prod");
    QVERIFY(secretsByNow({endpoint}, delivery) == sampleSecrets());
    endpoint.path = QStringLiteral("/elsewhere");
    QVERIFY(!secretsByNow({endpoint}, delivery));
}

QTEST_MAIN(TestSignaturePanel)
#include "test_signaturepanel.moc"
