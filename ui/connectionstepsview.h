// SPDX-License-Identifier: MIT
#pragma once

#include "ui/connectiontest.h"

#include <QWidget>

#include <array>

class QLabel;

namespace kaunt {

class SentenceLabel;

/// The steps of a connection test beneath each other, each with a sign, its name and what was seen. GUI thread.
class ConnectionStepsView final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionStepsView(QWidget* parent = nullptr);

    void showStep(ConnectionTest::Step step, ConnectionTest::State state, const Sentence& sentence);

private:
    struct Row {
        QLabel* sign = nullptr;
        QLabel* name = nullptr;
        SentenceLabel* sentence = nullptr;
        ConnectionTest::State state = ConnectionTest::State::Waiting;
    };

    void showSign(const Row& row) const;
    void changeEvent(QEvent* event) override;

    std::array<Row, ConnectionTest::stepCount> m_rows;
};

} // namespace kaunt
