// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rundialog.h"
#include "ui/sentences.h"

#include <QByteArray>

class QDialogButtonBox;
class QPushButton;
class QVBoxLayout;

namespace kaunt {

class SendingView;

/// A dialog that sends deliveries and shows each answer: beneath what there is to choose stand the answers, and what
/// begins it, stops it and closes. GUI thread.
class SendingDialog : public RunDialog {
    Q_OBJECT

public:
    /// Of our own receiver's certificate by now, for the runs to come.
    void setTrustedFingerprint(const QByteArray& fingerprint) { m_trustedFingerprint = fingerprint; }

protected:
    /// Its controls are named with `prefix` in front: "…Begin", "…Stop", "…Close".
    SendingDialog(const QString& prefix, const QString& beginText, QWidget* parent);

    void addSending(QVBoxLayout& layout); ///< at the end
    virtual void begin() = 0;
    /// What it tells is told no more; it may be its own signal that led here. None is none. Who has stayed on Stop can
    /// begin anew by Return.
    void end(QObject* run, const Sentence& sentence);
    virtual void setRunning(bool isRunning);

    [[nodiscard]] SendingView& sending() const { return *m_sending; }
    [[nodiscard]] QPushButton& beginButton() const { return *m_begin; }
    [[nodiscard]] const QByteArray& trustedFingerprint() const { return m_trustedFingerprint; }

private:
    [[nodiscard]] Progress progress() const final;

    QByteArray m_trustedFingerprint;
    SendingView* m_sending;
    QDialogButtonBox* m_buttons;
    QPushButton* m_begin;
    QPushButton* m_stop;
};

} // namespace kaunt
