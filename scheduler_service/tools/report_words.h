// SPDX-License-Identifier: Apache-2.0
// What reports say in words: the API's enums and states, as an office in China and a reader of English would put them.
// A value that this program does not know is told by its name in the API. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "jiedui/scheduler/v1/report.pb.h"
#include "scheduler_service/tools/html.h"

namespace jiedui::scheduler {

// In which language a report is told.
enum class Language { kBoth, kChinese, kEnglish };

Words UnitWords(v1::Unit unit);
Words BasisWords(v1::Basis basis);
Words OperatorWords(v1::Operator op);
Words ReasonWords(v1::NotCountedReason reason);
Words AttributionWords(v1::CountingRule::Attribution attribution);
Words CourseStateWords(v1::Course::State state);
Words PostingStateWords(v1::Posting::State state);
Words ProgrammeWords(v1::Programme programme);
Words CategoryWords(v1::Posting::Category category);
Words DirectionWords(v1::Direction direction);

// State of a row behind a figure, as a Contributor names it, e.g. "STATE_CHECKED_IN": of a trainee (报到), of somebody
// on a posting (到岗), of a course, a demand. Empty where there is none.
Words RowStateWords(const v1::Contributor& row);

// The figure as digits, e.g. "300" or "79.7".
std::string FigureDigits(const v1::Figure& figure);
// With how exact it is: "达300", "reached 300".
Words FigureWords(const v1::Figure& figure);

// Its unit, of one or of many: "1 pair", "2 pairs".
Words UnitWords(const v1::Figure& figure);

// Titles in both languages; the Chinese one where there is no English one.
Words TitleWords(const v1::Figure& figure);

}  // namespace jiedui::scheduler
