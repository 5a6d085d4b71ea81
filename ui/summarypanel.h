// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QMap>
#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace kaunt {

class SentenceLabel;
class ValueField;

/// The Summary tab: what happened in one sentence, then the facts, each to be copied. GUI thread.
class SummaryPanel final : public QScrollArea {
    Q_OBJECT

public:
    explicit SummaryPanel(QWidget* parent = nullptr);

    void showDelivery(const DeliveryRecord& delivery);

Q_SIGNALS:
    /// The user wants to see what else there is of the same company or request.
    void filterRequested(const QString& expression);

private:
    enum class Fact {
        Event,
        Company,
        Id,
        Tenant,
        Correlation,
        Url,
        Time,
        UtcTime,
        Signature,
        Attempt,
        Answer,
        Size,
        Hash,
        Endpoint,
        Peer,
        Number
    };

    void addFact(Fact fact, const QString& objectName, const QString& name);
    void addFacts();
    void setFact(Fact fact, const QString& value);
    [[nodiscard]] QWidget* buildRelated();
    void showAnnounced(const std::optional<WebhookEvent>& event);
    void showNotes(const QStringList& notes);

    SentenceLabel* m_sentence;
    QFormLayout* m_form;
    QLabel* m_notes;
    QMap<Fact, ValueField*> m_facts;
    QWidget* m_related;
    QString m_company;
    QString m_correlation;
};

} // namespace kaunt
