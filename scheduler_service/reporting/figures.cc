// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/figures.h"

#include <string>

namespace jiedui::scheduler {
namespace {

using Id = FigureId;

constexpr v1::Operator kNew = v1::OPERATOR_NEW_IN_PERIOD;
constexpr v1::Operator kCumulative = v1::OPERATOR_CUMULATIVE;
constexpr v1::Operator kOnDay = v1::OPERATOR_ON_DAY;
constexpr v1::Unit kPerson = v1::UNIT_PERSON;
constexpr v1::Unit kOrganization = v1::UNIT_ORGANIZATION;

std::vector<FigureSpec> Exchange() {
  return {
      {Id::kCadres, "EX.CADRE.E2W", "选派党政干部(东→西)", "Officials sent east to west", kPerson, kNew, RowKind::kStay,
       ""},
      {Id::kCadresOnPost, "EX.CADRE.E2W.ON_POST", "在岗党政干部(东→西)", "Officials from the east on post", kPerson,
       kOnDay, RowKind::kStay, ""},
      {Id::kProfessionals, "EX.PRO.E2W", "选派专业技术人才(东→西)", "Professionals sent east to west", kPerson, kNew,
       RowKind::kStay, ""},
      {Id::kStationedDoctors, "EX.PRO.DOCTOR.STATIONED.E2W", "其中:派驻骨干医师", "of whom stationed physicians",
       kPerson, kNew, RowKind::kStay, "EX.PRO.E2W"},
      {Id::kProfessionalsOnPost, "EX.PRO.E2W.ON_POST", "在岗专业技术人才(东→西)", "Professionals from the east on post",
       kPerson, kOnDay, RowKind::kStay, ""},
      {Id::kCadresToEast, "EX.CADRE.W2E", "选派党政干部(西→东)", "Officials sent west to east", kPerson, kNew,
       RowKind::kStay, ""},
      {Id::kProfessionalsToEast, "EX.PRO.W2E", "选派专业技术人才(西→东)", "Professionals sent west to east", kPerson,
       kNew, RowKind::kStay, ""},
      {Id::kHospitalPairs, "EX.ORGPAIR.HOSPITAL", "结对医院", "Hospital pairs", v1::UNIT_ORGANIZATION_PAIR, kCumulative,
       RowKind::kOrganizationPair, ""},
      {Id::kSchoolPairs, "EX.ORGPAIR.SCHOOL", "结对学校", "School pairs", v1::UNIT_ORGANIZATION_PAIR, kCumulative,
       RowKind::kOrganizationPair, ""},
  };
}

FigureSpec TalentTrack(FigureId id, absl::string_view code, absl::string_view title, absl::string_view title_en) {
  return {id, code, title, title_en, kPerson, kNew, RowKind::kTraining, "TR.TALENT.PERSONS"};
}

std::vector<FigureSpec> Training() {
  return {
      {Id::kPrimaryDoctors, "TR.PRIMARY_DOCTOR.W2E", "选派基层医生赴东部培训(西→东)",
       "Primary-care doctors trained in the east", kPerson, kNew, RowKind::kTraining, ""},
      {Id::kTalentCourses, "TR.TALENT.COURSES", "人才培训项目开班", "Talent training courses opened", v1::UNIT_COURSE,
       kNew, RowKind::kCourse, ""},
      {Id::kTalentPersons, "TR.TALENT.PERSONS", "人才培训人数", "Persons in talent training", kPerson, kNew,
       RowKind::kTraining, ""},
      TalentTrack(Id::kTalentClinical, "TR.TALENT.PERSONS.CLINICAL", "其中:临床医生", "of whom clinical medicine"),
      TalentTrack(Id::kTalentMaternal, "TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH", "其中:妇幼保健",
                  "of whom maternal and child health"),
      TalentTrack(Id::kTalentRehabilitation, "TR.TALENT.PERSONS.TCM_REHABILITATION", "其中:中医康复",
                  "of whom TCM rehabilitation"),
      TalentTrack(Id::kTalentSecretarial, "TR.TALENT.PERSONS.SECRETARIAL", "其中:文秘", "of whom secretarial work"),
      TalentTrack(Id::kTalentOtherTracks, "TR.TALENT.PERSONS.OTHER", "其中:其他方向", "of whom other tracks"),
      {Id::kTalentPersonTimes, "TR.TALENT.PERSON_TIMES", "人才培训人次", "Participations in talent training",
       v1::UNIT_PERSON_TIME, kNew, RowKind::kTraining, ""},
      {Id::kTalentCompleted, "TR.TALENT.COMPLETED", "其中:结业", "of whom completed", kPerson, kNew, RowKind::kTraining,
       "TR.TALENT.PERSONS"},
      {Id::kEcommerceCourses, "TR.ECOMMERCE.COURSES", "电商培训开班", "E-commerce courses opened", v1::UNIT_COURSE,
       kNew, RowKind::kCourse, ""},
      {Id::kEcommercePersons, "TR.ECOMMERCE.PERSONS", "电商培训人数", "Persons in e-commerce training", kPerson, kNew,
       RowKind::kTraining, ""},
      {Id::kEcommercePersonTimes, "TR.ECOMMERCE.PERSON_TIMES", "电商培训人次", "Participations in e-commerce training",
       v1::UNIT_PERSON_TIME, kNew, RowKind::kTraining, ""},
      {Id::kTrainingBases, "TR.BASES", "培训基地", "Training bases", kOrganization, kOnDay, RowKind::kOrganization, ""},
  };
}

std::vector<FigureSpec> Outcomes() {
  return {
      {Id::kEntities, "OUT.ENTITY", "培育电商主体", "E-commerce entities fostered", kOrganization, kCumulative,
       RowKind::kOutcome, ""},
      {Id::kEnterprises, "OUT.ENTITY.ENTERPRISE", "其中:企业", "of which enterprises", kOrganization, kCumulative,
       RowKind::kOutcome, "OUT.ENTITY"},
      {Id::kCooperatives, "OUT.ENTITY.COOPERATIVE", "其中:合作社", "of which cooperatives", kOrganization, kCumulative,
       RowKind::kOutcome, "OUT.ENTITY"},
      {Id::kHouseholds, "OUT.ENTITY.HOUSEHOLD", "其中:个体户", "of which household businesses", kOrganization,
       kCumulative, RowKind::kOutcome, "OUT.ENTITY"},
      {Id::kEntrepreneurs, "OUT.ENTREPRENEUR", "新增创业网商", "New online entrepreneurs", kPerson, kNew,
       RowKind::kOutcome, ""},
      {Id::kTrainedEntrepreneurs, "OUT.ENTREPRENEUR.TRAINED", "其中:参加过电商培训", "of whom trained in e-commerce",
       kPerson, kNew, RowKind::kOutcome, "OUT.ENTREPRENEUR"},
      {Id::kShops, "OUT.SHOP", "新增网店", "New online shops", v1::UNIT_SHOP, kNew, RowKind::kOutcome, ""},
      {Id::kShopsOpenSixMonths, "OUT.SHOP.OPEN_6_MONTHS", "其中:满6个月仍在营", "of which open six months later",
       v1::UNIT_SHOP, kNew, RowKind::kOutcome, "OUT.SHOP"},
      {Id::kUnmetDemand, "DEMAND.UNMET", "紧缺人才需求未满足岗位", "Places asked for and not filled", v1::UNIT_PLACE,
       kNew, RowKind::kDemand, ""},
  };
}

v1::Figure ToFigure(const FigureSpec& spec) {
  v1::Figure figure;
  figure.set_code(std::string(spec.code));
  figure.set_title(std::string(spec.title));
  figure.set_title_en(std::string(spec.title_en));
  figure.set_unit(spec.unit);
  figure.set_operator_(spec.over);
  figure.set_part_of(std::string(spec.part_of));
  return figure;
}

}  // namespace

const std::vector<FigureSpec>& FigureSpecs() {
  static const auto& specs = *new std::vector<FigureSpec>([] {
    std::vector<FigureSpec> all = Exchange();
    for (const auto& more : {Training(), Outcomes()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }());
  return specs;
}

const FigureSpec& SpecOf(FigureId id) { return FigureSpecs()[static_cast<size_t>(id)]; }

std::optional<FigureId> FindFigure(absl::string_view code) {
  for (const FigureSpec& spec : FigureSpecs())
    if (spec.code == code) return spec.id;
  return std::nullopt;
}

bool CanSpanPairings(const FigureSpec& spec) {
  return spec.unit == kPerson || spec.rows == RowKind::kOrganization || spec.rows == RowKind::kOrganizationPair;
}

const std::vector<v1::Figure>& FigureTable() {
  static const auto& table = *new std::vector<v1::Figure>([] {
    std::vector<v1::Figure> figures;
    figures.reserve(FigureSpecs().size());
    for (const FigureSpec& spec : FigureSpecs()) figures.push_back(ToFigure(spec));
    return figures;
  }());
  return table;
}

}  // namespace jiedui::scheduler
