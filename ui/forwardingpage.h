// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingspage.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace kaunt {

class ChoiceTable;
class ForwardTargetsModel;
class PageForm;
class RemarkLabel;
class UnitSpinBox;
struct ForwardSettings;

/// Where deliveries go on to as they come: a table, and the fields of the chosen target. GUI thread.
class ForwardingPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit ForwardingPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Forwarding"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("send.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;
    [[nodiscard]] QString problem() const override;
    void showProblem() override;
    void follow(const Settings& edited) override;
    void takeApplied() override;

private:
    QWidget* makeButtons();
    void addFields(PageForm* form);
    void addPassThrough(PageForm* form);
    void connectFields();
    void showCurrent();
    void showPassThrough(const ForwardSettings& shown);
    void showManner();
    void showRemarks();
    void takeFields();
    void add();
    void removeCurrent();
    [[nodiscard]] QString urlProblem(int row) const;
    [[nodiscard]] QString filterProblem(int row) const;
    [[nodiscard]] QString passThroughProblem(int row) const;

    ForwardTargetsModel* m_model;
    ChoiceTable* m_table;
    QPushButton* m_remove;
    QLineEdit* m_url;
    RemarkLabel* m_urlRemark;
    QCheckBox* m_verifiedOnly;
    QLineEdit* m_filter;
    RemarkLabel* m_filterRemark;
    UnitSpinBox* m_timeout;
    QSpinBox* m_concurrency;
    QSpinBox* m_attempts;
    QCheckBox* m_paused;
    QCheckBox* m_passThrough;
    QComboBox* m_endpoint;
    RemarkLabel* m_passThroughRemark;
    QStringList m_endpoints;     ///< the names of those that there are
    ReceiverSettings m_receiver; ///< as edited: what it listens on is no target
};

} // namespace kaunt
