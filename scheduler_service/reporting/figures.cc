// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/figures.h"

#include <string>

namespace jiedui::scheduler {
namespace {

struct Line {
  absl::string_view code;
  absl::string_view title;
  absl::string_view title_en;
  v1::Unit unit;
  v1::Basis basis;
  absl::string_view part_of;
};

constexpr Line kLines[] = {
    {kCadres, "选派党政干部(东→西)", "Officials sent east to west", v1::UNIT_PERSON, v1::BASIS_STARTED, ""},
    {kProfessionals, "选派专业技术人才(东→西)", "Professionals sent east to west", v1::UNIT_PERSON, v1::BASIS_STARTED,
     ""},
    {kStationedDoctors, "其中:派驻骨干医师", "of whom stationed physicians", v1::UNIT_PERSON, v1::BASIS_STARTED,
     kProfessionals},
    {kHospitalPairs, "结对医院", "Hospital pairs", v1::UNIT_ORGANIZATION_PAIR, v1::BASIS_SIGNED, ""},
    {kPrimaryDoctors, "选派基层医生赴东部培训(西→东)", "Primary-care doctors trained in the east", v1::UNIT_PERSON,
     v1::BASIS_CHECKED_IN, ""},
    {kTalentCourses, "人才培训项目开班", "Talent training courses opened", v1::UNIT_COURSE, v1::BASIS_OPENED, ""},
    {kTalentPersons, "人才培训人数", "Persons in talent training", v1::UNIT_PERSON, v1::BASIS_CHECKED_IN, ""},
    {kTalentClinical, "其中:临床医生", "of whom clinical medicine", v1::UNIT_PERSON, v1::BASIS_CHECKED_IN,
     kTalentPersons},
    {kTalentMaternal, "其中:妇幼保健", "of whom maternal and child health", v1::UNIT_PERSON, v1::BASIS_CHECKED_IN,
     kTalentPersons},
    {kTalentRehabilitation, "其中:中医康复", "of whom TCM rehabilitation", v1::UNIT_PERSON, v1::BASIS_CHECKED_IN,
     kTalentPersons},
    {kTalentSecretarial, "其中:文秘", "of whom secretarial work", v1::UNIT_PERSON, v1::BASIS_CHECKED_IN,
     kTalentPersons},
    {kTalentPersonTimes, "人才培训人次", "Participations in talent training", v1::UNIT_PERSON_TIME,
     v1::BASIS_CHECKED_IN, ""},
    {kTalentCompleted, "其中:结业", "of whom completed", v1::UNIT_PERSON, v1::BASIS_COMPLETED, kTalentPersons},
};

v1::Figure ToFigure(const Line& line) {
  v1::Figure figure;
  figure.set_code(std::string(line.code));
  figure.set_title(std::string(line.title));
  figure.set_title_en(std::string(line.title_en));
  figure.set_unit(line.unit);
  figure.set_basis(line.basis);
  figure.set_part_of(std::string(line.part_of));
  return figure;
}

}  // namespace

const std::vector<v1::Figure>& FigureTable() {
  static const auto& table = *new std::vector<v1::Figure>([] {
    std::vector<v1::Figure> figures;
    for (const Line& line : kLines) figures.push_back(ToFigure(line));
    return figures;
  }());
  return table;
}

}  // namespace jiedui::scheduler
