// SPDX-License-Identifier: MIT
#pragma once

#include "ui/followingsecret.h"
#include "ui/rundialog.h"
#include "ui/sentences.h"

#include <QByteArray>
#include <QUrl>

#include <optional>

class QDialogButtonBox;
class QFormLayout;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace kaunt {

class SecretField;
class SentenceLabel;
class TargetField;

/// A dialog that tries what stands behind a URL with deliveries of its own and judges each: the URL, the secret to sign
/// with, how far it is and what came of it. GUI thread.
class TrialDialog : public RunDialog {
    Q_OBJECT

public:
    /// The secret goes with the URL from now on: see FollowingSecret.
    void followUrl(const FollowingSecret::SecretFor& secretFor);

protected:
    /// As it says it.
    struct Wording {
        QString urlName; ///< what is asked for, for assistive technology
        QString urlLabel;
        QString urlExample;
        QString secretWanted; ///< what to do where there is none
        QString progressName; ///< for assistive technology
        QString begin;
        QString stop;
    };

    /// Its controls are named with `prefix` in front: "…Url", "…Secret", "…Progress", "…Outcome", "…Begin", "…Stop".
    TrialDialog(const QString& prefix, const Wording& wording, QWidget* parent);

    /// What more there is to choose; enabled while nothing runs, as the others.
    void addChoice(const QString& label, QWidget* choice);
    /// One more button of the dialog; before layOut().
    [[nodiscard]] QPushButton* addButton(const QString& text);
    /// What it is for, the choices, and the results, of which the first has the room.
    void layOut(const QString& hint, const QList<QWidget*>& results);

    void setFields(const QUrl& url, const QByteArray& secret);
    void editUrl();   ///< has the focus, to be written over
    void focusNext(); ///< a URL that is missing has the focus, else what begins
    /// Where to, where all is there; else it says what is missing, and that has the focus.
    [[nodiscard]] std::optional<QUrl> target();
    [[nodiscard]] QString enteredUrl() const;
    [[nodiscard]] QByteArray secret() const;

    virtual void begin() = 0;
    void showBegin(int count);
    void showDone(int done);
    void showEnd(const Sentence& sentence); ///< who has stayed on Stop can begin anew by Return
    void setOutcome(const Sentence& sentence);
    virtual void showRunning(bool isRunning);

private:
    [[nodiscard]] Progress progress() const final;

    const QString m_prefix;
    const QString m_secretWanted;
    QLineEdit* m_line; ///< within the URL
    TargetField* m_url;
    SecretField* m_secret;
    QFormLayout* m_form; ///< until layOut() without a parent
    QProgressBar* m_progress;
    SentenceLabel* m_outcome;
    QDialogButtonBox* m_buttons;
    QPushButton* m_begin;
    QPushButton* m_stop;
    QList<QWidget*> m_choices;
};

} // namespace kaunt
