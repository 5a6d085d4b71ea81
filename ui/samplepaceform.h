// SPDX-License-Identifier: MIT
#pragma once

#include "core/simulator/samplerun.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace kaunt {

/// How many samples are sent, how often each, how fast, in which order, and whether they are repeated as Kaunt would.
/// GUI thread.
class SamplePaceForm final : public QWidget {
    Q_OBJECT

public:
    explicit SamplePaceForm(QWidget* parent = nullptr);

    void applyTo(SampleRequest& request) const;

private:
    enum class Pace { OneByOne, AtARate, AllAtOnce };

    [[nodiscard]] Pace pace() const;
    void addRows();
    void showChoices();

    QSpinBox* m_count;
    QSpinBox* m_repeat;
    QSpinBox* m_repeatAfter;
    QComboBox* m_pace;
    QDoubleSpinBox* m_rate;
    QCheckBox* m_shuffle;
    QCheckBox* m_retry;
    QSpinBox* m_timeLapse;
};

} // namespace kaunt
