// SPDX-License-Identifier: Apache-2.0
// What the golden pair promised for 2021, what it was told by others, and what a course cost, as requests.
#pragma once

#include <vector>

#include "jiedui/scheduler/v1/agreement_service.pb.h"
#include "jiedui/scheduler/v1/expense_service.pb.h"
#include "jiedui/scheduler/v1/manual_figure_service.pb.h"

namespace jiedui::demo {

// The agreement of 2021: 2 officials, 10 professionals, 30 primary-care doctors, 280 people in talent courses.
std::vector<scheduler::v1::CreateAgreementRequest> MakeAgreements();

// Signed in September: four talent courses, of which the agreement does not speak.
std::vector<scheduler::v1::CreateAgreementRequest> MakeSupplements();

// Sales online have reached 80 million yuan, as the article says.
std::vector<scheduler::v1::CreateManualFigureRequest> MakeManualFigures();

// The course of the 30 doctors: 26 days of class 3, 441,000 yuan claimed where 429,000 are allowed, one of staff too
// many.
std::vector<scheduler::v1::SetCourseExpenseRequest> MakeExpenses();

}  // namespace jiedui::demo
