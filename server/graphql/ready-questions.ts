/** Questions that the page opens with; each runs on the sample data. */
export const READY_QUESTIONS: readonly string[] = [
  `# Bảng điểm của một người đứng đầu (tỉnh hư cấu): điểm, xếp loại, từng dòng, căn cứ, và điểm bị mất, lớn nhất trước.
# (A leader's score card, fictional province: points, class, lines, law, and the points lost, largest first.)
query LeaderScoreCard {
  scoreCard(authority: "HC", leader: "HC-SO-XD-L1", period: "2026-Q2", scheme: "civil-servant-2026") {
    schemeTitle
    leader { label }
    points
    max
    ratingText
    standing { rank size rating capText }
    pointsLost { lineTitle points findings { text } }
    allLines { depth title points max arithmetic legalBasis { text url } findings { text evidence { fact code } } }
    digest
  }
}
`,
  `# Xếp hạng người đứng đầu quý II/2026 (tỉnh hư cấu): hạng, tỷ lệ "xuất sắc", xếp loại đề xuất.
# (Ranks of heads: rank, the cap on "excellent", proposed class.)
query Ranking {
  ranking(authority: "HC", scheme: "civil-servant-2026", period: "2026-Q2", group: "HEAD", first: 20) {
    totalCount
    nodes { rank points rating leader { label } standing { text capText } previousRank change changeReasonText }
  }
}
`,
  `# Có những tỉnh nào trong sổ? (Whose ledgers are here?)
query Authorities {
  authorities {
    code
    name
    position
    rootUnit { code name }
  }
}
`,
  `# Bảng điểm phục vụ người dân của các sở, xã tỉnh Phú Thọ quý III/2026: điểm, đặt cạnh điểm công bố, và điểm bị mất.
# (Service-index cards of Phú Thọ: points, beside the published ones, and the points lost.)
query ServiceIndex {
  scoreCards(authority: "PHU-THO", scheme: "service-index-2026", period: "2026-Q3", first: 5, orderBy: POINTS_DESC) {
    totalCount
    nodes {
      unit { code name }
      points
      max
      rating
      published { line published computed difference }
      pointsLost(first: 3) { lineTitle points findings { text } }
    }
  }
}
`,
  `# Trách nhiệm người đứng đầu trong Đề án 06 năm 2024, Nghệ An: ai, bao nhiêu điểm, còn thiếu gì và ai nợ số liệu.
# (Leader responsibility for Project 06 in 2024: points, what is missing and who owes it.)
query LeaderResponsibility {
  leader(authority: "NA", code: "NA-GD-TP", asOf: "2024-12-31") {
    label
    appointments(on: "2024-06-01") { post unit { name } }
    scoreCard(period: "2024-Q2", scheme: "project-06-leader-2024") {
      exampleLabel
      points open reachable max
      rating withheldReason
      lines { title points max arithmetic children { title points max arithmetic findings { text } } }
      pointsLost { lineTitle points findings { text loss } }
      gaps { what owedByName since points charged }
      digest
    }
  }
}
`,
  `# Số liệu công bố không khớp: giữ nguyên, gắn cờ. (Published figures that do not add up: kept, and flagged.)
query Discrepancies {
  discrepancies(authority: "NA", first: 20) {
    totalCount
    nodes { kind code problem message }
  }
}
`,
  `# Các bộ tiêu chí: quy tắc, căn cứ pháp lý, điều đang chờ xác nhận. (Rule plugins: rules, law, what is to be confirmed.)
query RulePlugins {
  rulePlugins {
    code
    title
    example
    criteria { id title max rule { id version legalBasis { text url } } }
  }
}
`,
];
