// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"
#include "core/settings/webhookentry.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QGroupBox;
class QLabel;
class QLineEdit;
class QMessageBox;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace kaunt {

class ApiKeyBox;
class ConnectionStepsView;
class ConnectionTest;
class MonitorSession;
class RemarkLabel;
class SecretField;
class SecretStore;
class ValueField;
class WebhookChoice;

/// Connect my webhook: path and port, the secret (checked for stray white space and quotes), API credentials (may come
/// later), then a signed test through the real path with a check for each step. Where a webhook is connected already
/// and another path is entered, it asks whether that is a second one. The session gets the settings when a test is
/// asked for, then with the path that was saved beside the entered one, and at the end; leaving without an end asks
/// what is to become of what was entered: where it can't be saved the page stays; discarded, the session gets those it
/// had back, and stops a receiver that was started for the test. GUI thread; session and store outlive it.
class ConnectPage final : public QWidget {
    Q_OBJECT

public:
    ConnectPage(MonitorSession& session, SecretStore& secrets, QWidget* parent = nullptr);

    /// As entered: the session's as they were, with port, path, secret and the default credentials from here; path and
    /// secret are the first endpoint's, or those of a second webhook. No secret is made of an empty field.
    [[nodiscard]] Settings entered() const;
    /// True where nothing is lost that was entered. Else it asks, and calls `then` once that is saved or discarded, not
    /// where the user stays.
    [[nodiscard]] bool mayLeave(const std::function<void()>& then);
    /// What became of `settingsChosen`.
    void takeSaved(bool isSaved);

Q_SIGNALS:
    void settingsChosen(const kaunt::Settings& settings); ///< to be saved; the session has them already
    void finished();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Escape is Cancel

private:
    using Place = WebhookEntry::Place;

    QWidget* makeForm();
    [[nodiscard]] static QWidget* centered(QWidget* column);
    QGroupBox* makeAddress();
    QGroupBox* makeSecret();
    QGroupBox* makeTest();
    QWidget* makeButtons();
    void fill();
    void followEntries();
    void followTest();
    /// Whether what is saved has another path, and is in use.
    [[nodiscard]] bool isBeside() const;
    [[nodiscard]] Place place() const;
    [[nodiscard]] Settings enteredAt(Place place) const;
    void checkEntries();
    void showPortRemark(quint16 port);
    /// Whether it can be saved; if not, leads to what can't.
    bool mayBeSaved();
    void takeChange();
    void runTest();
    void takeTestEnd(bool hasPassed);
    void save();
    void finish();
    void cancel();
    void giveUp();
    void ask(const std::function<void()>& then);

    MonitorSession& m_session;
    SecretStore& m_secrets;
    const Settings m_before;
    const bool m_wasReceiverWanted;
    const bool m_hadPort; ///< it may be called at that of the settings: it is wanted there, and had not failed
    ConnectionTest* m_test;
    QScrollArea* m_scroll;
    ApiKeyBox* m_apiKey;
    QLineEdit* m_path;
    RemarkLabel* m_pathRemark;
    WebhookChoice* m_choice;
    QSpinBox* m_port;
    QLabel* m_portRemark;
    ValueField* m_url;
    SecretField* m_secret;
    QPushButton* m_runTest;
    ConnectionStepsView* m_steps;
    QPushButton* m_finish;
    Settings m_untouched; ///< entered() before anything was
    QString m_tried;      ///< the endpoint that was tested last
    QPointer<QMessageBox> m_question;
    std::function<void()> m_onceSaved; ///< what the user wanted to leave for
    bool m_isChangedWhileTested = false;
    bool m_isLeft = false;
};

} // namespace kaunt
