namespace Protocols.Local.Seeding.Cast;

/// <summary>What people, companies and places are called.</summary>
internal static class Names
{
    public static IReadOnlyList<string> Women { get; } =
    [
        "Maria", "Ana", "Francisca", "Antônia", "Adriana", "Juliana", "Márcia", "Fernanda", "Patrícia", "Aline", "Sandra",
        "Camila", "Amanda", "Bruna", "Jéssica", "Letícia", "Júlia", "Luciana", "Vanessa", "Mariana", "Gabriela", "Vera", "Vitória",
        "Larissa", "Cláudia", "Beatriz", "Rita", "Luana", "Sônia", "Renata", "Eliane", "Josefa", "Simone", "Natália", "Cristiane",
        "Carla", "Débora", "Rosângela", "Jaqueline", "Rosa", "Daniela", "Aparecida", "Marlene", "Terezinha", "Raimunda", "Andréia",
        "Fabiana", "Lúcia", "Raquel", "Ângela", "Rafaela", "Joana", "Luzia", "Elaine", "Daniele", "Helena", "Isabela", "Tainá",
        "Conceição", "Inês", "Yasmin", "Luíza",
    ];

    public static IReadOnlyList<string> Men { get; } =
    [
        "José", "João", "Antônio", "Francisco", "Carlos", "Paulo", "Pedro", "Lucas", "Luiz", "Marcos", "Luís", "Gabriel", "Rafael",
        "Daniel", "Marcelo", "Bruno", "Eduardo", "Felipe", "Raimundo", "Rodrigo", "Manoel", "Mateus", "André", "Fernando", "Fábio",
        "Leonardo", "Gustavo", "Guilherme", "Leandro", "Tiago", "Anderson", "Ricardo", "Márcio", "Jorge", "Sebastião", "Alexandre",
        "Roberto", "Edson", "Diego", "Vítor", "Sérgio", "Cláudio", "Matheus", "Thiago", "Geraldo", "Adriano", "Luciano", "Júlio",
        "Renato", "Alex", "Vinícius", "Rogério", "Samuel", "Ronaldo", "Mário", "Flávio", "Igor", "Caio", "Otávio", "Heitor",
    ];

    public static IReadOnlyList<string> SecondOfWomen { get; } =
    [
        "Aparecida", "Cristina", "Regina", "Helena", "Lúcia", "Beatriz", "Vitória", "Paula", "Clara", "Luiza", "Carolina",
        "Cecília",
    ];

    public static IReadOnlyList<string> SecondOfMen { get; } =
    [
        "Eduardo", "Henrique", "Carlos", "Augusto", "César", "Roberto", "Miguel", "Antônio", "Otávio", "Vinícius",
    ];

    /// <summary>With the particle that goes with it, which many leave out.</summary>
    public static IReadOnlyList<string> Family { get; } =
    [
        "Alves", "Antunes", "Barbosa", "Batista", "Bezerra", "Bianchi", "Brandão", "Cardoso", "Cavalcante", "Correia", "Dias",
        "Farias", "Fernandes", "Ferreira", "Fontes", "Gomes", "Gonçalves", "Guimarães", "Kobayashi", "Lopes", "Machado", "Marques",
        "Martins", "Mendes", "Monteiro", "Moreira", "Nogueira", "Nunes", "Pacheco", "Peixoto", "Pereira", "Pinto", "Ribeiro",
        "Rodrigues", "Sampaio", "Sant'Ana", "Santana", "Schneider", "Siqueira", "Soares", "Tanaka", "Tavares", "Teixeira",
        "Vieira", "Xavier", "da Silva", "da Costa", "da Rocha", "da Cruz", "da Conceição", "da Assunção", "da Luz", "da Mata",
        "dos Santos", "dos Reis", "dos Ramos", "dos Anjos", "de Oliveira", "de Souza", "de Lima", "de Carvalho", "de Almeida",
        "de Andrade", "de Freitas", "de Moura", "de Araújo", "de Campos", "de Rezende", "de Queiroz", "de Figueiredo",
        "de Azevedo", "de Miranda", "de Magalhães", "de Jesus", "de Paula", "de Melo", "de Castro", "do Nascimento", "do Prado",
        "do Carmo", "do Amaral",
    ];

    public static IReadOnlyList<string> Commonest { get; } = ["da Silva", "dos Santos", "de Oliveira", "de Souza", "Pereira"];

    public static IReadOnlyList<string> Trades { get; } =
    [
        "Padaria", "Farmácia", "Mercado", "Papelaria", "Clínica", "Oficina", "Restaurante", "Pousada", "Transportes", "Confecções",
        "Materiais de Construção", "Contabilidade", "Academia", "Autopeças", "Gráfica", "Pet Shop", "Imobiliária", "Laticínios",
    ];

    public static IReadOnlyList<string> Brands { get; } =
    [
        "São Jorge", "Nossa Senhora Aparecida", "Bom Jesus", "Ipê Amarelo", "Boa Vista", "Estrela do Sul", "Três Irmãos", "Central",
        "Água Clara", "Primavera", "Serra Azul", "Horizonte", "Pé de Serra", "Santa Rita", "Beija-Flor", "Araucária", "Maré Alta",
        "União", "Capim Dourado", "Jatobá", "Rio Verde", "Alvorada", "Sabiá", "Buriti", "Caravelas", "Mantiqueira", "Pantanal",
    ];

    public static IReadOnlyList<string> Forms { get; } = ["Ltda.", "Ltda.", "Ltda.", "ME", "EPP", "S.A.", "Eireli"];

    public static IReadOnlyList<((string Name, string Area) Value, double Weight)> Cities { get; } =
    [
        (("São Paulo", "11"), 18), (("Guarulhos", "11"), 3), (("Santo André", "11"), 2), (("São José dos Campos", "12"), 2),
        (("Santos", "13"), 2), (("Bauru", "14"), 1), (("Sorocaba", "15"), 2), (("Ribeirão Preto", "16"), 2),
        (("São José do Rio Preto", "17"), 1), (("Presidente Prudente", "18"), 1), (("Campinas", "19"), 4), (("Rio de Janeiro", "21"), 10),
        (("Campos dos Goytacazes", "22"), 1), (("Volta Redonda", "24"), 1), (("Vitória", "27"), 2), (("Cachoeiro de Itapemirim", "28"), 1),
        (("Belo Horizonte", "31"), 6), (("Juiz de Fora", "32"), 1), (("Governador Valadares", "33"), 1), (("Uberlândia", "34"), 2),
        (("Poços de Caldas", "35"), 1), (("Divinópolis", "37"), 1), (("Montes Claros", "38"), 1), (("Curitiba", "41"), 4),
        (("Ponta Grossa", "42"), 1), (("Londrina", "43"), 1), (("Maringá", "44"), 1), (("Cascavel", "45"), 1), (("Pato Branco", "46"), 1),
        (("Joinville", "47"), 2), (("Florianópolis", "48"), 2), (("Chapecó", "49"), 1), (("Porto Alegre", "51"), 4), (("Pelotas", "53"), 1),
        (("Caxias do Sul", "54"), 1), (("Santa Maria", "55"), 1), (("Brasília", "61"), 5), (("Goiânia", "62"), 3), (("Palmas", "63"), 1),
        (("Rio Verde", "64"), 1), (("Cuiabá", "65"), 2), (("Rondonópolis", "66"), 1), (("Campo Grande", "67"), 2),
        (("Rio Branco", "68"), 1),
        (("Porto Velho", "69"), 1), (("Salvador", "71"), 5), (("Ilhéus", "73"), 1), (("Juazeiro", "74"), 1),
        (("Feira de Santana", "75"), 1),
        (("Vitória da Conquista", "77"), 1), (("Aracaju", "79"), 1), (("Recife", "81"), 4), (("Maceió", "82"), 2),
        (("João Pessoa", "83"), 2),
        (("Natal", "84"), 2), (("Fortaleza", "85"), 4), (("Teresina", "86"), 2), (("Petrolina", "87"), 1), (("Juazeiro do Norte", "88"), 1),
        (("Picos", "89"), 1), (("Belém", "91"), 3), (("Manaus", "92"), 3), (("Santarém", "93"), 1), (("Marabá", "94"), 1),
        (("Boa Vista", "95"), 1), (("Macapá", "96"), 1), (("Coari", "97"), 1), (("São Luís", "98"), 2), (("Imperatriz", "99"), 1),
    ];
}
