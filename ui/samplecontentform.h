// SPDX-License-Identifier: MIT
#pragma once

#include "core/simulator/samplerun.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace kaunt {

/// What samples say and what is wrong with them: the event type, the payload with its placeholders, the signature's
/// encoding, a fault by its name. A payload that was written stays when another event is chosen. GUI thread.
class SampleContentForm final : public QWidget {
    Q_OBJECT

public:
    /// `ownPayload` is the one that was written last; empty where there is none.
    explicit SampleContentForm(const QString& ownPayload, QWidget* parent = nullptr);

    void applyTo(SampleRequest& request) const;
    /// What is written, where it is not what the event type comes with; else empty.
    [[nodiscard]] QString ownPayload() const;

private:
    void fillIn();
    void showFault();
    void addRows();
    /// Of the choice; empty for one's own.
    [[nodiscard]] QStringList eventTypes() const;
    [[nodiscard]] bool hasOwnBody() const;

    const QString m_ownPayload;
    QComboBox* m_event;
    QPlainTextEdit* m_payload;
    QComboBox* m_encoding;
    QComboBox* m_fault;
};

} // namespace kaunt
