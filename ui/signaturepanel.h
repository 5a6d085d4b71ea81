// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/deliverywording.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;

namespace kaunt {

class ComputedSignaturesModel;
class CopyableTable;
class SentenceLabel;
class ValueField;

/// The Signature tab: the verdict, what was received, what each secret of the endpoint would have given, and where they
/// differ, marked by a sign under each character; of the right value in another writing, what is too much there.
/// Secrets are shown by their name only. GUI thread.
class SignaturePanel final : public QWidget {
    Q_OBJECT

public:
    explicit SignaturePanel(QWidget* parent = nullptr);

    /// `secrets` are those that the delivery's endpoint has now; nothing where there is no such endpoint any more.
    void showSignature(const DeliveryRecord& delivery, const std::optional<QList<SigningSecret>>& secrets,
                       SecretByNow secret = SecretByNow::Unknown);

    /// What the log says of its series of refusals, a sentence each; until the next showSignature().
    void showSeries(const QStringList& sentences);

private:
    void configureWidgets();
    void showComputed(const DeliveryRecord& delivery, const std::optional<QList<SigningSecret>>& secrets);
    void showDifference();

    ComputedSignaturesModel* m_model;
    QLabel* m_verdict;
    SentenceLabel* m_sentence;
    QLabel* m_series;
    ValueField* m_received;
    QLabel* m_note;
    CopyableTable* m_table;
    QPlainTextEdit* m_difference;
    QString m_receivedText;
};

} // namespace kaunt
